// @ts-check
// Tables that sort by a column: the head of each becomes a button, and the order stands in aria-sort for whoever cannot see it.

import { fill, h } from "../kit/dom.js";

/** @param {HTMLTableElement} table - with a head of one row */
export function sortable(table) {
  const body = table.tBodies[0];
  const heads = [...(table.tHead?.rows[0].cells ?? [])];
  const first = [...body.rows];
  heads.forEach((head, at) => {
    const label = head.textContent;
    const press = () => {
      const was = head.getAttribute("aria-sort");
      for (const other of heads) other.removeAttribute("aria-sort");
      if (was === "ascending") {
        body.append(...first); // a third press: as it was
        return;
      }
      const way = was === "descending" ? 1 : -1;
      head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      const key = (/** @type {HTMLTableRowElement} */ row) => keyOf(row.cells[at]);
      body.append(...[...first].sort((a, b) => way * compare(key(a), key(b))));
    };
    fill(
      head,
      h("button.plain.sorter", { onclick: press, title: `${head.title ? `${head.title}. ` : ""}Sort by this` }, label),
    );
    head.removeAttribute("title");
  });
}

/** @param {HTMLTableCellElement} cell */
const keyOf = (cell) => (cell.dataset.value === undefined ? String(cell.textContent).trim() : Number(cell.dataset.value));

/**
 * Numbers by size, texts by the alphabet, what is unknown below everything.
 * @param {number | string} a
 * @param {number | string} b
 */
function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return b.localeCompare(a);
  return typeof a === "number" ? 1 : -1;
}
