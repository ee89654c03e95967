"""What is true: tables, sources, release, relations and exports. Never imports Streamlit."""
