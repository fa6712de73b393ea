/** Where one looks at the map from, and the flight to there. */

/** @import { Camera } from "../../types/graph.js" */

/** @typedef {import("./picture.js").Picture["sigma"]} Map */

const FLIGHT = 400;
/** How near a flight comes, and how many pixels it leaves around what it goes to. */
const NEAREST = 0.12, ROOM = 140;
export const FARTHEST = 2, CLOSEST = 0.02;

/**
 * Moves the map so that some nodes fill it.
 * @param {Map} map
 * @param {Iterable<string>} ids
 */
export function frame(map, ids) {
  const positions = [...ids].map((id) => map.getNodeDisplayData(id)).filter((position) => position !== undefined);
  if (!positions.length) return go(map, [0.5, 0.5, 1]);
  const [xs, ys] = [positions.map(({ x }) => x), positions.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  // As large as the window allows, with room around it; measured at the ratio at which all is seen.
  const { width, height } = map.getDimensions();
  const whole = { cameraState: { x: 0.5, y: 0.5, ratio: 1, angle: 0 } };
  const [one, other] = [{ x: left, y: top }, { x: right, y: bottom }].map((corner) => map.framedGraphToViewport(corner, whole));
  const ratio = Math.max(Math.abs(other.x - one.x) / (width - ROOM), Math.abs(other.y - one.y) / (height - ROOM));
  go(map, [(left + right) / 2, (top + bottom) / 2, Math.min(1, Math.max(NEAREST, ratio))]);
}

/**
 * @param {Map} map
 * @param {number} factor below 1 to come nearer
 */
export function zoom(map, factor) {
  const [x, y, ratio] = cameraOf(map);
  go(map, [x, y, Math.min(FARTHEST, Math.max(CLOSEST, ratio * factor))]);
}

/**
 * @param {Map} map
 * @returns {Camera}
 */
export function cameraOf(map) {
  const { x, y, ratio } = map.getCamera().getState();
  return [x, y, ratio];
}

/**
 * @param {Map} map
 * @param {Camera} to
 * @param {number} [duration] of the flight, which ends any other, in milliseconds
 */
export function go(map, [x, y, ratio], duration = FLIGHT) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  map.getCamera().animate({ x, y, ratio, angle: 0 }, { duration: still ? 1 : duration });
}
