"""What a person meets: entry, navigation, page frame, filters, selection, card, languages, theme."""
