// @ts-check
// Where posts stand in the picture of a school: each in its grade or department, the groups beside each other like seeds of
// a sunflower.

const TURN = Math.PI * (3 - Math.sqrt(5));

/**
 * Places around the origin, neighbours about one apart: a circle for a few, a sunflower for many.
 * @param {number} size
 * @returns {[number, number][]}
 */
function spots(size) {
  if (size === 1) return [[0, 0]];
  return Array.from({ length: size }, (_, k) => {
    const angle = size <= 8 ? (2 * Math.PI * k) / size + Math.PI / 2 : TURN * k;
    const far = size <= 8 ? 0.5 / Math.sin(Math.PI / size) : 0.62 * Math.sqrt(k + 0.5);
    return [far * Math.cos(angle), far * Math.sin(angle)];
  });
}

/**
 * @param {number[]} group - of each post
 * @returns {{ places: [number, number][], middles: [number, number][], radii: number[], groups: string[] }}
 */
export function placesOf(group) {
  const members = /** @type {Map<number, number[]>} */ (new Map());
  group.forEach((g, post) => members.set(g, [...(members.get(g) ?? []), post]));
  const order = [...members.keys()].sort((a, b) => a - b);
  const inside = order.map((g) => spots(members.get(g)?.length ?? 0));
  const radii = inside.map((around) => Math.max(...around.map(([x, y]) => Math.hypot(x, y))) + 0.6);
  const apart = 2 * Math.max(...radii) + 0.2;
  const middles = spots(order.length).map(([x, y]) => /** @type {[number, number]} */ ([1.12 * x * apart, y * apart]));
  const places = /** @type {[number, number][]} */ (new Array(group.length));
  order.forEach((g, k) =>
    members.get(g)?.forEach((post, m) => (places[post] = [middles[k][0] + inside[k][m][0], middles[k][1] + inside[k][m][1]])),
  );
  return { places, middles, radii, groups: order.map((g) => `group ${g + 1}`) };
}
