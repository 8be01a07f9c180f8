/* Starts Streamlit where the early map's script was kept from running, by a policy of a host. */
if (!window.gazetteHolds) {
  document.head.append(document.getElementById("streamlit-scripts").content);
}
