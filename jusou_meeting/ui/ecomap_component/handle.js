// 取っ手: beside the chosen person or tie a button, for hands that have neither keys nor a second mouse button.

const HANDLES = {
  person: { sign: "＋", says: (name) => `「${name}」の家族を加える` },
  tie: { sign: "言葉", says: () => "関係の言葉を選び直す" },
};

class Handle {
  constructor(map) {
    this.map = map;
  }

  place() {
    const { root, stage, picture, selected, offers, pointer, drawing, popup } = this.map;
    const button = root.querySelector(".handle");
    const handle = HANDLES[picture.kind(selected)];
    const busy = pointer.gesture || drawing.begun || popup.element;
    button.hidden = !handle || busy || !offers || !picture.isShown;
    if (button.hidden) return;
    const { clientX, clientY } = picture.spot(selected);
    const [frame, outer] = [stage.getBoundingClientRect(), root.getBoundingClientRect()];
    button.hidden = clientX < frame.left || clientX > frame.right || clientY < frame.top || clientY > frame.bottom;
    button.textContent = handle.sign;
    button.setAttribute("aria-label", handle.says(picture.name(selected)));
    button.style.left = `${clientX - outer.left}px`;
    button.style.top = `${clientY - outer.top}px`;
  }

  act() {
    const { selected, picture } = this.map;
    this.map.around(selected, picture.spot(selected));
  }
}
