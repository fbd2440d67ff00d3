// Runs in every frame before anything else: notes when a button was clicked and when the map it asked for was drawn.
// A canvas counts from the call that draws on it, which is before it is seen; our SVG counts only once its frame is out.

(() => {
  const now = () => performance.timeOrigin + performance.now();
  if (window === top) {
    const roots = [];
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (how) {
      const root = attachShadow.call(this, how);
      roots.push(root);
      return root;
    };
    const look = () => {
      const sign = roots.map((root) => root.querySelector(".stage > svg [data-kind]")).find(Boolean);
      if (sign?.getBoundingClientRect().width) setTimeout(() => (top.painted ??= now()));
      else if (!top.painted) requestAnimationFrame(look);
    };
    const click = ({ target }) => {
      if (!target.closest("button")) return;
      top.clicked = now();
      requestAnimationFrame(look);
    };
    addEventListener("click", click, true);
    return;
  }
  const context = CanvasRenderingContext2D.prototype;
  for (const act of ["fill", "stroke", "drawImage", "fillText"]) {
    const own = context[act];
    context[act] = function (...said) {
      own.apply(this, said);
      const { canvas } = this;
      if (top.painted || !canvas.isConnected || !canvas.getClientRects().length) return;
      const at = now();
      const { data } = this.getImageData(0, 0, canvas.width, canvas.height);
      if (data.some((part) => part)) top.painted ??= at;
    };
  }
})();
