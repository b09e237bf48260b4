import { h } from "./dom.js"; export class Page { constructor() { this.root = h("section.empty", {}, h("h1", {}, "soon")); } async begin() {} close() {} }
