// Counts down to the end of the item and of the meeting, minute by minute.
const CLOCKS = new WeakMap();

const minutes = (until, now) => Math.ceil((until - now) / 60);

function told(name, until, now) {
  if (until === null) return "";
  const left = minutes(until, now);
  if (left < -120 || left > 180) return ""; // another day's meeting, opened to be rehearsed
  return left >= 0 ? `${name} あと${left}分` : `${name} ${-left}分超過`;
}

export default function ({ data, parentElement }) {
  const said = parentElement.querySelector(".jusou-clock");
  const ahead = data.now - Date.now() / 1000;
  clearInterval(CLOCKS.get(parentElement));
  const tick = () => {
    const now = Date.now() / 1000 + ahead;
    const words = [told("この議題", data.item, now), told("会議", data.meeting, now)];
    const text = words.filter(Boolean).join("　");
    if (said.textContent !== text) said.textContent = text;
    said.toggleAttribute("data-over", text.includes("超過"));
  };
  tick();
  CLOCKS.set(parentElement, setInterval(tick, 5000));
  return () => clearInterval(CLOCKS.get(parentElement));
}
