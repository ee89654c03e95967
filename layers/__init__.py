"""What is drawn: a Scene of plain data and its renderers. Never imports Streamlit."""
