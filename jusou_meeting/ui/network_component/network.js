// Tells Python which record was chosen in the frame of the network.
let page = null;

function heard({ origin, data }) {
  if (page === null || origin !== window.location.origin || data?.jusou !== "network" || typeof data.record !== "string") return;
  page.setTriggerValue("chosen", { record: data.record, at: Date.now() });
}

export default function (component) {
  if (page === null) window.addEventListener("message", heard);
  page = component;
  return () => {
    window.removeEventListener("message", heard);
    page = null;
  };
}
