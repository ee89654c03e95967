"""What is true: tables, sources, schema, release, relations and exports. Never imports Streamlit."""
