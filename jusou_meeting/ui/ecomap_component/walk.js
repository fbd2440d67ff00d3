// 歩き: which sign is the next one in the direction of an arrow key, over the map as it is seen.

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const APART = 0.001; // what lies on one place is walked through in the order it is read

function ahead(picture, order, id, [right, down], places) {
  // The nearest in the quarter to which the arrow points; none there, none.
  const hearts = order.map((sign, place) => {
    const { x, y } = picture.heart(sign.dataset.id, places);
    return { sign, x: x + place * APART, y };
  });
  const from = hearts.find(({ sign }) => sign.dataset.id === id);
  const far = (heart) => Math.hypot(heart.x - from.x, heart.y - from.y);
  const lying = hearts.filter(({ x, y }) => {
    const along = (x - from.x) * right + (y - from.y) * down;
    return along > 0 && along >= Math.abs((x - from.x) * down + (y - from.y) * right);
  });
  return lying.sort((one, other) => far(one) - far(other))[0]?.sign ?? null;
}
