"""What a person meets: entry, navigation, frame, filters, selection, card, languages, theme."""
