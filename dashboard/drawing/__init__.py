"""Pictures without Streamlit: the Folium map, signs, marked text, the timeline."""
