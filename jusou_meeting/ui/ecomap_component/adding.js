// 加える: somebody of the family beside a person, or a person or an agency where the hand is.

class Adding {
  constructor(map) {
    this.map = map;
  }

  begin() {
    // By the key: beside the person who has the keyboard or is chosen, else wherever there is room.
    const { picture, keyboard, selected, stage } = this.map;
    const id = [keyboard.held, selected].find((each) => picture.kind(each) === "person");
    if (id) return this.beside(id, picture.spot(id));
    const { left, top } = stage.getBoundingClientRect();
    this.anywhere({ clientX: left, clientY: top }, null);
  }

  beside(id, at) {
    const { menu, data, picture } = this.map;
    const items = data.offers.kin[id];
    const title = `「${picture.name(id)}」の家族を加える`;
    if (items) menu.ask({ title, at, items, choose: (kin) => this.map.put({ kind: "kin", id, ...kin }) });
  }

  anywhere(at, place) {
    const { menu, directory } = this.map;
    const { x, y } = place ?? { x: null, y: null };
    const items = [
      { label: "機関", take: () => directory.ask(at, { x, y }) },
      { label: "世帯員", take: () => this.map.put({ kind: "person", x, y }) },
    ];
    menu.ask({ title: "何を加えますか", at, items, choose: (item) => item.take() });
  }
}
