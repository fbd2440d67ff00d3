// Draws the network that stands in the page as data; whoever shows the page in a frame hears which record was chosen.
const { nodes, edges } = JSON.parse(document.getElementById("network").textContent);
const begun = nodes.map(({ id, x, y }) => ({ id, x, y }));
const drawn = new vis.DataSet(nodes);
const said = document.getElementById("said");
const network = new vis.Network(
  document.getElementById("drawn"),
  { nodes: drawn, edges: new vis.DataSet(edges) },
  {
    physics: { enabled: false, solver: "repulsion", repulsion: { nodeDistance: 170 } },
    edges: { color: "#444444", smooth: { type: "cubicBezier", forceDirection: "horizontal", roundness: 0.4 } },
    nodes: { margin: 8, scaling: { label: { drawThreshold: 3 } }, chosen: { node: (values) => (values.borderWidth = 4) } },
    interaction: { hover: true },
  },
);
const READABLE = 0.7; // of their size; below it the words are smaller than anybody reads
const whole = () => network.fit({ maxZoomLevel: 1.4 });

function firstSight() {
  whole();
  if (network.getScale() >= READABLE) return;
  const { clientWidth, clientHeight } = document.getElementById("drawn");
  const boxes = drawn.getIds().map((id) => network.getBoundingBox(id));
  const left = Math.min(...boxes.map((box) => box.left)) - 20;
  const top = Math.min(...boxes.map((box) => box.top)) - 20;
  network.moveTo({ scale: READABLE, position: { x: left + clientWidth / 2 / READABLE, y: top + clientHeight / 2 / READABLE } });
  document.getElementById("more").hidden = false;
}

network.on("click", ({ nodes: [id] }) => {
  if (id === undefined) return;
  const node = drawn.get(id);
  said.textContent = node.said;
  if (window.parent !== window) window.parent.postMessage({ jusou: "network", record: node.record }, window.location.origin);
});
document.getElementById("whole").addEventListener("click", () => {
  whole();
  document.getElementById("more").hidden = true;
});
document.getElementById("anew").addEventListener("click", () => {
  drawn.update(begun);
  whole();
});
document.getElementById("loose").addEventListener("click", () => {
  network.once("stabilized", () => {
    network.setOptions({ physics: { enabled: false } });
    whole();
  });
  network.setOptions({ physics: { enabled: true } });
  network.stabilize(400);
});
network.once("afterDrawing", () => {
  firstSight();
  document.body.dataset.drawn = "whole";
});
