/** What the controls of a form show: boxes, lists and fields, kept before the text (ODF 1.3 part 3, §13). */
import type { Attributes } from "../xml.ts";

const isTrue = (value: string | undefined) => value === "true" || value === "checked";

/** The namespaces of forms keep no prefix. */
export class OdtForms {
  readonly #shown = new Map<string, string>();
  #list: string | undefined;

  /** Takes an element inside of `office:forms`. */
  take(name: string, attributes: Attributes): void {
    const { id = "" } = attributes;
    const value = attributes["current-value"] ?? attributes.value ?? "";
    if (name === "checkbox") this.#tick(id, attributes["current-state"] ?? attributes.state);
    else if (name === "radio") this.#tick(id, attributes["current-selected"] ?? attributes.selected);
    else if (name === "listbox") this.#list = id;
    else if (name === "option") this.#choose(attributes);
    else if (/^(text|textarea|combobox|formatted-text|number|date|time)$/.test(name))
      this.#shown.set(id, value);
  }

  /** What the control of this name shows. */
  shown(control: string | undefined): string {
    return this.#shown.get(control ?? "") ?? "";
  }

  #tick(id: string, state: string | undefined): void {
    this.#shown.set(id, isTrue(state) ? "√" : "□");
  }

  #choose(attributes: Attributes): void {
    const isChosen = isTrue(attributes["current-selected"] ?? attributes.selected);
    if (this.#list !== undefined && isChosen) this.#shown.set(this.#list, attributes.label ?? "");
  }
}

/** A form field as Word has them, which LibreOffice keeps in the text: what it shows follows from its parameters. */
export class FieldMark {
  readonly #kind: string;
  readonly #entries: string[] = [];
  #chosen = 0;
  #ticked = false;

  constructor(kind: string) {
    this.#kind = kind;
  }

  describe({ name = "", value = "" }: Attributes): void {
    if (name === "Checkbox_Checked") this.#ticked = value === "true" || value === "1";
    else if (name === "Dropdown_ListEntry") this.#entries.push(value);
    else if (name === "Dropdown_Selected") this.#chosen = Number(value);
  }

  get shown(): string {
    if (/CHECKBOX$/.test(this.#kind)) return this.#ticked ? "√" : "□";
    return /DROPDOWN$/.test(this.#kind) ? (this.#entries[this.#chosen] ?? "") : "";
  }
}
