// Tables that sort by a column: the head of each becomes a button, and the order stands in aria-sort for whoever cannot see it.

import { fill, h } from "../kit/dom.js";

export function sortable(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const first = [...body.rows];
  heads.forEach((head, at) => {
    const label = head.textContent;
    const press = () => {
      const was = head.getAttribute("aria-sort");
      for (const other of heads) other.removeAttribute("aria-sort");
      if (was === "ascending") return body.append(...first); // a third press: as it was
      const way = was === "descending" ? 1 : -1;
      head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      body.append(...first.map((row) => [key(row.cells[at]), row]).sort(([a], [b]) => way * compare(a, b)).map(([, row]) => row));
    };
    fill(head, h("button.plain.sorter", { onclick: press, title: `${head.title ? `${head.title}. ` : ""}Sort by this` }, label));
    head.removeAttribute("title");
  });
}

const key = (cell) => (cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value));

// Numbers by size, texts by the alphabet, what is unknown below everything.
function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === typeof b) return b.localeCompare(a);
  return typeof a === "number" ? 1 : -1;
}
