// @ts-check
/** The compiled engine in a browser: its memory as arrays, and its kernels as functions that take them.
 *
 * The kernels allocate nothing. Whoever calls them lays out arrays one after the other and gives back all that
 * were laid out since
 * some mark; sizes and places of fields come from the engine's own file (layout.py).
 */

/** @typedef {import("./layout").Layout} Layout */
/** @typedef {import("./layout").RecordType} RecordType */
/** An array as NumPy would lay it out: where it begins, how many of what, and what its records are made of.
 * @typedef {{ at: number, shape: number[], record: RecordType }} Place */
/** @typedef {Place | { [name: string]: Place } | number | bigint} Argument */

const NUMBER = { size: 8, fields: {} };
const PAGE = 65536;
const READERS = /** @type {{ [kind: string]: [number, (view: DataView, at: number) => number] }} */ ({
  i1: [1, (view, at) => view.getInt8(at)],
  i2: [2, (view, at) => view.getInt16(at, true)],
  i4: [4, (view, at) => view.getInt32(at, true)],
  i8: [8, (view, at) => Number(view.getBigInt64(at, true))],
  f8: [8, (view, at) => view.getFloat64(at, true)],
});

/**
 * @param {Argument} argument
 * @returns {argument is Place}
 */
const isPlace = (argument) => typeof argument === "object" && typeof argument.at === "number";
/** @param {number[]} shape */
const size = (shape) => shape.reduce((product, length) => product * length, 1);

export class Engine {
  /** @param {WebAssembly.Module} module */
  constructor(module) {
    const [section] = WebAssembly.Module.customSections(module, "simulation");
    if (!section) throw new Error("this is not the engine's file");
    this.layout = /** @type {Layout} */ (JSON.parse(new TextDecoder().decode(section)).layout);
    const exported = new WebAssembly.Instance(module, {}).exports;
    this.memory = /** @type {WebAssembly.Memory} */ (exported.memory);
    this.kernels = /** @type {{ [name: string]: Function }} */ (exported);
    this.free = Number(/** @type {WebAssembly.Global} */ (exported.__heap_base).value);
    this.answer = this.room([2], NUMBER).at; // where a kernel leaves its result and, behind it, its fault
  }

  /** @param {BufferSource} bytes */
  static async open(bytes) {
    return new Engine(await WebAssembly.compile(bytes));
  }

  /**
   * An array of zeros.
   * @param {number[]} shape
   * @param {RecordType} [record]
   * @returns {Place}
   */
  room(shape, record = NUMBER) {
    const at = (this.free + 15) & ~15, end = at + size(shape) * record.size;
    if (end > this.memory.buffer.byteLength) this.memory.grow(Math.ceil((end - this.memory.buffer.byteLength) / PAGE));
    this.free = end;
    new Uint8Array(this.memory.buffer, at, end - at).fill(0);
    return { at, shape, record };
  }

  /**
   * An array of these numbers.
   * @param {ArrayLike<number>} numbers
   * @param {number[]} [shape]
   */
  filled(numbers, shape = [numbers.length]) {
    const place = this.room(shape);
    this.numbers(place).set(numbers);
    return place;
  }

  /**
   * Give back everything that was laid out since `free` had this value.
   * @param {number} mark
   */
  release(mark) {
    this.free = mark;
  }

  /**
   * The part of an array that has this first index.
   * @param {Place} place
   * @param {number} index
   * @returns {Place}
   */
  part(place, index) {
    const shape = place.shape.slice(1);
    return { at: place.at + index * size(shape) * place.record.size, shape, record: place.record };
  }

  /**
   * An array of plain numbers as it lies there; good until the next array is laid out.
   * @param {Place} place
   */
  numbers(place) {
    return new Float64Array(this.memory.buffer, place.at, size(place.shape));
  }

  /**
   * All bytes of an array, copied.
   * @param {Place} place
   */
  bytes(place) {
    return new Uint8Array(this.memory.buffer.slice(place.at, place.at + size(place.shape) * place.record.size));
  }

  /**
   * Put bytes back that were copied.
   * @param {Place} place
   * @param {Uint8Array} bytes
   */
  restore(place, bytes) {
    new Uint8Array(this.memory.buffer).set(bytes, place.at);
  }

  /**
   * A field of every record, one number after the other.
   * @param {Place} place
   * @param {string} name
   * @param {number} [count] records
   */
  field(place, name, count = size(place.shape)) {
    const [kind, offset, each] = place.record.fields[name];
    const [width, read] = READERS[kind], view = new DataView(this.memory.buffer);
    const values = new Array(count * each);
    for (let k = 0; k < count; k++)
      for (let c = 0; c < each; c++) values[k * each + c] = read(view, place.at + k * place.record.size + offset + c * width);
    return values;
  }

  /**
   * Set a whole number of a record.
   * @param {Place} place
   * @param {string} name
   * @param {number} value
   */
  set(place, name, value) {
    new DataView(this.memory.buffer).setBigInt64(place.at + place.record.fields[name][1], BigInt(value), true);
  }

  /**
   * Call a kernel. Bundles of arrays, arrays, whole numbers (bigint), and places of records or plain numbers (number) are
   * its arguments.
   * @param {string} name
   * @param {...Argument} given
   */
  call(name, ...given) {
    this.enter(name, flat(given));
  }

  /**
   * Call a kernel with arguments that `flat` has made ready.
   * @param {string} name
   * @param {(number | bigint)[]} ready
   */
  enter(name, ready) {
    const status = this.kernels[`kernel.${name}`](this.answer, this.answer + 8, ...ready);
    if (status !== 0 && status !== -2) throw new Error(`${name} failed with ${status}`); // -2: it returns nothing
  }

  /**
   * The whole number that a kernel returns.
   * @param {string} name
   * @param {...Argument} given
   */
  whole(name, ...given) {
    this.call(name, ...given);
    return Number(new DataView(this.memory.buffer).getBigInt64(this.answer, true));
  }

  /**
   * The number that a kernel returns.
   * @param {string} name
   * @param {...Argument} given
   */
  number(name, ...given) {
    this.call(name, ...given);
    return new DataView(this.memory.buffer).getFloat64(this.answer, true);
  }
}

/**
 * Arguments as the compiled code takes them: an array is two unused pointers, its number of items, their size, its place,
 * its lengths and its steps.
 * @param {Argument[]} given
 * @returns {(number | bigint)[]}
 */
export function flat(given) {
  return given.flatMap((argument) => {
    if (typeof argument !== "object") return [argument];
    if (!isPlace(argument)) return flat(Object.values(argument));
    const { at, shape, record } = argument;
    const steps = shape.map((_, axis) => size(shape.slice(axis + 1)) * record.size);
    return [0, 0, BigInt(size(shape)), BigInt(record.size), at, ...shape.map(BigInt), ...steps.map(BigInt)];
  });
}
