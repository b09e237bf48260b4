// @ts-check
// How an outcome spreads over the schools of A and of B.

import { font } from "../kit/charts.js";
import { isKnown, written } from "../kit/dom.js";
import { palette } from "../kit/theme.js";

/** @typedef {(number | null)[]} Values - of an outcome, one for each school */

/**
 * @param {import("../kit/vendor/echarts.esm.min.js").Chart} chart
 * @param {import("../kit/protocol").Outcome} outcome
 * @param {[Values, Values]} values
 */
export function drawSpread(chart, outcome, values) {
  const c = palette();
  const [a, b] = values;
  const both = [...a, ...b].filter(isKnown);
  const span = Math.max(...both) - Math.min(...both) || 1;
  const [low, high] = [Math.min(...both) - 0.08 * span, Math.max(...both) + 0.08 * span];
  /** @type {(name: string, data: [number, number][], colour: string) => object} */
  const area = (name, data, colour) => ({
    type: "line",
    name,
    data,
    showSymbol: false,
    silent: true,
    lineStyle: { color: colour, width: 2.4 },
    itemStyle: { color: colour },
    areaStyle: { color: colour, opacity: 0.18 },
  });
  const text = { color: c.muted, fontFamily: font, fontSize: 12 };
  chart.setOption(
    {
      animation: false,
      legend: {
        right: 8,
        top: 0,
        itemWidth: 16,
        itemHeight: 4,
        textStyle: { ...text, color: c.ink, fontSize: 13 },
        icon: "roundRect",
      },
      grid: { left: 14, right: 14, top: 30, bottom: 40 },
      xAxis: {
        type: "value",
        min: low,
        max: high,
        name: outcome.unit,
        nameLocation: "middle",
        nameGap: 26,
        nameTextStyle: text,
        axisLabel: {
          ...text,
          formatter: (/** @type {number} */ v) => written(v, outcome),
          showMinLabel: false,
          showMaxLabel: false,
        },
        splitLine: { show: false },
        axisLine: { lineStyle: { color: c.grid } },
      },
      yAxis: { type: "value", show: false, min: 0 },
      series: [area("A", density(a, low, high), c.a), area("B", density(b, low, high), c.b)],
    },
    { notMerge: true },
  );
}

/**
 * How values spread: a sum of normal curves (bandwidth after Silverman), as [x, height].
 * @type {(values: Values, low: number, high: number) => [number, number][]}
 */
function density(values, low, high) {
  const list = values.filter(isKnown);
  const mean = list.reduce((s, v) => s + v, 0) / list.length;
  const sd = Math.sqrt(list.reduce((s, v) => s + (v - mean) ** 2, 0) / Math.max(1, list.length - 1));
  const wide = Math.max(1.06 * sd * list.length ** -0.2, (high - low) / 200);
  return Array.from({ length: 121 }, (_, k) => {
    const x = low + ((high - low) * k) / 120;
    return [x, list.reduce((s, v) => s + Math.exp(-0.5 * ((x - v) / wide) ** 2), 0) / (list.length * wide)];
  });
}
