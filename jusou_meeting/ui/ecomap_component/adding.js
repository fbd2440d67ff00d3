// 加える: somebody of the family beside a person, or a person or an agency where the hand is.

class Adding {
  constructor(map) {
    this.map = map;
  }

  begin() {
    const { keyboard, picture, selected } = this.map;
    const id = keyboard.held ?? selected;
    if (picture.kind(id) === "person") this.beside(id, picture.spot(id));
    else this.somewhere();
  }

  somewhere() {
    // Wherever there is room.
    const { left, top } = this.map.stage.getBoundingClientRect();
    this.anywhere({ clientX: left, clientY: top }, null);
  }

  beside(id, at) {
    const { menu, offers, picture } = this.map;
    const items = offers.kin[id];
    const title = `「${picture.name(id)}」の家族を加える`;
    const choose = ({ relation, kinship }) => this.map.put({ kind: "kin", id, relation, kinship });
    if (items) menu.ask({ title, at, items, choose });
  }

  anywhere(at, place) {
    const { menu, directory, picture } = this.map;
    const person = this.#person();
    const { x, y } = place ?? { x: null, y: null };
    const items = [
      { label: "機関", take: () => directory.ask(at, { x, y }) },
      { label: "世帯員", take: () => this.map.put({ kind: "person", x, y }) },
    ];
    if (person) items.push({ label: `「${picture.name(person)}」の家族`, take: () => this.beside(person, at) });
    menu.ask({ title: "何を加えますか", at, items, choose: (item) => item.take() });
  }

  #person() {
    // Whoever has the keyboard, else whoever is chosen.
    const { picture, keyboard, selected } = this.map;
    return [keyboard.held, selected].find((id) => picture.kind(id) === "person");
  }
}
