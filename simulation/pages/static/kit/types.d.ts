// Types that several modules share and that no server sends: elements, the line to a server, pages.

import type { Application } from "../app/main.js";
import type { Answer, Catalogue, News } from "./protocol";

declare global {
  interface Window {
    /** The page and the replay of a report, for tests and for the curious. */
    collectiveAction?: Application;
    replay?: import("../report/replay.js").Replay;
  }
}

// ---------------------------------------------------------------- elements

/** "button.small" makes a button. */
type TagOf<T extends string> = T extends `${infer Tag}.${string}` ? Tag : T;
export type ElementOf<T extends string> =
  TagOf<T> extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[TagOf<T>] : HTMLElement;

/** Listeners begin with "on"; what an element has no property for becomes an attribute. */
export interface Attributes {
  onclick?: (event: MouseEvent) => unknown;
  onkeydown?: (event: KeyboardEvent) => unknown;
  onsubmit?: (event: SubmitEvent) => unknown;
  onchange?: (event: Event) => unknown;
  oninput?: (event: Event) => unknown;
  onblur?: (event: FocusEvent) => unknown;
  ontoggle?: (event: Event) => unknown;
  [name: string]: unknown;
}

export type Child = Node | string | number | null | undefined | false | "" | readonly Child[];

/** A button that asks before it does something; renew: say again what it does. */
export type Twice = HTMLButtonElement & { renew: () => void };

// ---------------------------------------------------------------- the line to a server

/** What a request is asked with, which may be left out where it holds nothing that must be said. */
export type ContentOf<R, K extends keyof R> = R[K] extends { content: infer C } ? C : never;
export type AnswerTo<R, K extends keyof R> = R[K] extends { answer: infer A } ? A : never;
export type Asked<R, K extends keyof R> = {} extends ContentOf<R, K> ? [content?: ContentOf<R, K>] : [content: ContentOf<R, K>];

/** What a page asks; the answer comes under the same id. */
export interface Request {
  id: number;
  ask: string;
  content: unknown;
  /** In which language the answer is wanted. */
  language: string;
}

export type Hearing = (message: Answer | News) => void;

/** What carries messages between a page and whoever answers it (wire.js). */
export interface Wire {
  /** Where the files of pages are. */
  readonly files: string;
  /** Whether they are answered on the computer that shows the page. */
  readonly here: boolean;
  /** The requests that are answered; all, where nothing is said. */
  readonly answers?: readonly string[];
  send(request: Request): void;
  /** Called with each answer and all news; whoever listens sets it. */
  hear: Hearing;
  close(): void;
}

/** A widget's model, as far as a wire needs it. */
export interface Model {
  get(name: "files"): string;
  on(event: "msg:custom", listener: (message: any) => void): void;
  off(event: "msg:custom", listener: (message: any) => void): void;
  send(message: Request): void;
}

// ---------------------------------------------------------------- pages

export interface Page {
  root: HTMLElement;
  begin(query: string): Promise<void>;
  /** What restores it as it is now, where that is more than its last call of setQuery. */
  whereabouts?(): string;
  /** Show what another address of the same page says; without it the page is made anew. */
  restore?(query: string): Promise<void>;
  /** Nothing goes on by itself, since nobody answers. */
  pause?(): void;
  close(): void;
  /** Whether the key was meant for this page. */
  key?(event: KeyboardEvent): boolean;
}

/** Name, title, and how to get the module with the page. */
export type PageEntry = [string, string, () => Promise<{ Page: new (app: Application) => Page }>];

/** What parts of a page need of the application. */
export interface Showing {
  catalogue: Catalogue;
  fault(error: unknown): void;
}
