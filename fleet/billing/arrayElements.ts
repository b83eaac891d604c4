/** Takes the elements out of a JSON array as they are written, so that their numbers keep all digits, however long the array is. */
export class ArrayElements {
  readonly #most: number;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #element = "";

  /**
   * Begins before the array's first bracket.
   *
   * @param most of an element that is longer, only the beginning is kept, which is no JSON then.
   */
  constructor(most: number) {
    this.#most = most;
  }

  /** The elements that end in a further part of the text, each on one line. */
  feed(text: string): string[] {
    const found: string[] = [];
    for (const character of text) {
      if (this.#inString) this.#inside(character);
      else if (this.#depth === 1 && (character === "," || character === "]")) {
        if (character === "]") this.#depth = 0;
        found.push(...this.end());
      } else this.#outside(character);
    }
    return found;
  }

  /** What is left when the text is over, as in an array that was cut off. */
  end(): string[] {
    const element = this.#element.trim();
    this.#element = "";
    return element === "" ? [] : [element];
  }

  #inside(character: string): void {
    // A string of JSON has no line breaks: the mark makes sure that this one is none either.
    this.#keep(character === "\n" || character === "\r" ? "\uFFFD" : character);
    if (this.#escaped) this.#escaped = false;
    else if (character === "\\") this.#escaped = true;
    else if (character === '"') this.#inString = false;
  }

  #outside(character: string): void {
    if (character === '"') this.#inString = true;
    else if (character === "[" || character === "{") this.#depth += 1;
    else if (character === "]" || character === "}") this.#depth -= 1;
    if (this.#depth !== 1 || character !== "[" || this.#element.trim() !== "")
      this.#keep(/\s/.test(character) ? " " : character);
  }

  #keep(character: string): void {
    if (this.#element.length <= this.#most) this.#element += character;
  }
}
