import stringWidth from "string-width";

import { visible } from "../../core/diagnostics/visible.ts";

/** How wide an excerpt may be, in columns of a terminal: with the number before it, a line of 110. */
const maximumWidth = 100;

/** Of a line that is cut, how much is shown before the place. */
const widthBefore = 40;

/** How far from the place a line is looked at, in UTF-16 code units: enough to fill the width, and little of a huge line. */
const reach = 4 * maximumWidth;

const tab = "    ";
const cut = "…";

/** A line as people see it, and what goes before a caret that points into it. */
export interface Excerpt {
  readonly text: string;
  /** Spaces, as many as the text before the place is wide. */
  readonly indent: string;
}

interface Cell {
  /** What is printed for one character as people count them. */
  readonly text: string;
  /** In columns of a terminal. */
  readonly width: number;
  /** True for what lies before the place. */
  readonly before: boolean;
}

/**
 * Cuts a line around a place. Tabs become four spaces, what cannot be seen is written out, and wide characters count as the two
 * columns that terminals give them, so that the caret stands under the place.
 *
 * @param line without its line end.
 * @param column from 1, in UTF-16 code units; may lie right behind the line.
 */
export function excerptOf(line: string, column: number): Excerpt {
  const place = Math.min(column - 1, line.length);
  const from = startOfCharacter(line, Math.max(0, place - reach));
  const to = startOfCharacter(line, Math.min(line.length, place + reach));
  const cells = cellsOf(line.slice(from, to), place - from);
  const left = cells.filter(({ before }) => before);
  const right = cells.filter(({ before }) => !before);
  const wide = from > 0 || to < line.length || widthOf(cells) > maximumWidth;
  const roomLeft = wide ? Math.max(widthBefore, maximumWidth - widthOf(right)) : maximumWidth;
  const shownLeft = fitting(left.toReversed(), roomLeft).toReversed();
  const shownRight = fitting(right, maximumWidth - widthOf(shownLeft));
  const cutLeft = from > 0 || shownLeft.length < left.length ? cut : "";
  const cutRight = to < line.length || shownRight.length < right.length ? cut : "";
  const text = [...shownLeft, ...shownRight].map((cell) => cell.text).join("");
  return {
    text: `${cutLeft}${text}${cutRight}`,
    indent: " ".repeat(stringWidth(cutLeft) + widthOf(shownLeft)),
  };
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

function cellsOf(text: string, place: number): Cell[] {
  // Nearly every line is of these characters alone, for which there is nothing to find out.
  if (/^[ -~]*$/.test(text))
    return Array.from(text, (shown, index) => ({ text: shown, width: 1, before: index < place }));
  return [...graphemes.segment(text)].map(({ segment, index }) => {
    const shown = segment === "\t" ? tab : visible(segment);
    return { text: shown, width: stringWidth(shown), before: index + segment.length <= place };
  });
}

/** As many cells from the first on as have room. */
function fitting(cells: readonly Cell[], room: number): Cell[] {
  let width = 0;
  const end = cells.findIndex((cell) => (width += cell.width) > room);
  return end === -1 ? [...cells] : cells.slice(0, end);
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

/** The index, or the one before it if that would cut a surrogate pair in two. */
function startOfCharacter(line: string, index: number): number {
  const unit = line.charCodeAt(index);
  return index > 0 && unit >= 0xdc00 && unit <= 0xdfff ? index - 1 : index;
}
