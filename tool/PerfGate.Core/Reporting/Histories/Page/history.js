// What the page does beyond being read: choosing a machine, filtering, trends that are drawn when they are seen, plots that are opened, the theme. Texts of the data become text nodes, never markup.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { root, byId, element, color, axis, digits, stroke } = page;
  const list = byId("trends");
  let line = null;
  let rows = [];
  root.classList.add("scripted");

  // --- values: two bytes each, between the least and the largest; unpacked when somebody looks.
  function values(series) {
    if (series.unpacked) {
      return series.unpacked;
    }
    const count = line.sessions.length;
    if (series.values === "") {
      return series.unpacked = new Array(count).fill(series.least * series.factor);
    }
    const bytes = atob(series.values);
    const unpacked = new Array(count);
    for (let i = 0; i < count; i++) {
      const at = bytes.charCodeAt(2 * i) + 256 * bytes.charCodeAt(2 * i + 1);
      unpacked[i] = at === 65535 ? null
        : series.factor * (series.log ? series.least * Math.pow(series.most / series.least, at / 65534) : series.least + (series.most - series.least) * at / 65534);
    }
    return series.unpacked = unpacked;
  }

  // --- small trends, drawn when they come into sight
  function sketch(row) {
    const canvas = row.canvas;
    const [width, height] = [240 * devicePixelRatio, 28 * devicePixelRatio];
    canvas.width = width;
    canvas.height = height;
    const ctx = canvas.getContext("2d");
    const all = values(row.series);
    const [low, high] = [row.series.least * row.series.factor, row.series.most * row.series.factor];
    const pad = 3 * devicePixelRatio;
    const x = i => pad + (width - 2 * pad) * (all.length === 1 ? 0.5 : i / (all.length - 1));
    const y = v => high === low ? height / 2 : pad + (height - 2 * pad) * (1 - (v - low) / (high - low));
    ctx.strokeStyle = color("now");
    ctx.lineWidth = devicePixelRatio;
    ctx.beginPath();
    let isFirst = true;
    for (let i = 0; i < all.length; i++) {
      if (all[i] != null) {
        isFirst ? ctx.moveTo(x(i), y(all[i])) : ctx.lineTo(x(i), y(all[i]));
        isFirst = false;
      }
    }
    ctx.stroke();
    for (const change of row.series.changes) {
      ctx.fillStyle = color(change.tone);
      ctx.fillRect(x(change.after) - devicePixelRatio, 0, 2 * devicePixelRatio, height);
    }
    row.isSketched = true;
  }

  const seen = new IntersectionObserver(entries => {
    for (const entry of entries) {
      const row = entry.target.row;
      if (entry.isIntersecting && !row.isSketched) {
        sketch(row);
      }
    }
  }, { rootMargin: "300px" });

  // --- plots
  // A step stands between two sessions, with the levels on its sides; creep is a line from its beginning to its end.
  function marks(u, series) {
    const at = (x, y) => [u.valToPos(x, "x", true), u.valToPos(y * series.factor, "y", true)];
    series.changes.forEach((change, i) => {
      const tone = color(change.tone);
      const dash = change.tone === "warn" ? [3, 3] : [];
      if (change.creep) {
        stroke(u, ...at(change.before, change.from), ...at(change.after, change.to), tone, 2, dash);
        return;
      }
      const middle = u.valToPos((change.before + change.after) / 2, "x", true);
      stroke(u, middle, u.bbox.top, middle, u.bbox.top + u.bbox.height, tone, 2, dash);
      const start = i > 0 ? series.changes[i - 1].after : 0;
      const end = i < series.changes.length - 1 ? series.changes[i + 1].before : line.sessions.length - 1;
      stroke(u, ...at(start, change.from), ...at(change.before, change.from), color("muted"), 1, [5, 4]);
      stroke(u, ...at(change.after, change.to), ...at(end, change.to), color("muted"), 1, [5, 4]);
    });
  }

  function say(row, index) {
    const session = line.sessions[index];
    const value = values(row.series)[index];
    row.said.replaceChildren(
      element("b", "", session.c), ` ${session.d} ${session.s}`, document.createElement("br"),
      element("b", "", value == null ? "no value" : `${digits(value)} ${row.series.unit}`), ` ${session.w}${session.dirty ? ", uncommitted changes" : ""}`);
  }

  function plot(row, width) {
    const series = row.series;
    const all = values(series);
    const dots = all.length <= 150;
    const made = new uPlot({
      width,
      height: 300,
      scales: { x: { time: false } },
      axes: [
        axis({ size: 30, values: (_, splits) => splits.map(i => Number.isInteger(i) && line.sessions[i] ? line.sessions[i].c : ""), space: 80 }),
        axis({ size: 66, label: series.unit || undefined, labelSize: 18, values: (_, splits) => splits.map(digits) }),
      ],
      series: [{ label: "session" }, {
        label: series.metric, stroke: color("now"), width: 1.5, spanGaps: true,
        points: { show: dots, size: 6, stroke: color("now"), fill: color("now") },
      }],
      legend: { show: false },
      cursor: { y: false, drag: { x: true, y: false }, points: { size: 8 } },
      hooks: { draw: [u => marks(u, series)], setCursor: [u => u.cursor.idx != null && say(row, u.cursor.idx)] },
    }, [all.map((_, i) => i), all], element("div", ""));
    return made;
  }

  function redraw(row) {
    row.plot?.destroy();
    row.plot = plot(row, Math.max(row.place.clientWidth, 120));
    row.place.replaceChildren(row.plot.root);
  }

  const resized = new ResizeObserver(entries => entries.forEach(({ target, contentRect }) => {
    const made = target.row.plot;
    if (made && contentRect.width > 0 && Math.abs(made.width - contentRect.width) > 1) {
      made.setSize({ width: contentRect.width, height: made.height });
    }
  }));

  function open(row) {
    const series = row.series;
    row.place = element("div", "place");
    row.place.setAttribute("role", "img");
    row.place.setAttribute("aria-label", `${series.name} ${series.metric}, ${line.sessions.length} sessions. ${series.changes.map(c => c.text).join(". ")}`);
    row.place.row = row;
    row.said = element("p", "said", "Point at a session to see its commit.");
    row.said.setAttribute("aria-live", "polite");
    row.detail = element("div", "detail",
      series.changes.length > 0 ? element("ul", "plain", ...series.changes.map(c => element("li", "", element("span", `tag ${c.tone}`, c.text), ` ${c.place}`))) : null,
      element("div", "plot", row.place, row.said));
    row.item.append(row.detail);
    row.item.style.contentVisibility = "visible";
    row.button.setAttribute("aria-expanded", true);
    redraw(row);
    resized.observe(row.place);
  }

  function close(row) {
    resized.unobserve(row.place);
    row.plot.destroy();
    row.detail.remove();
    row.item.style.contentVisibility = "";
    Object.assign(row, { plot: null, detail: null });
    row.button.setAttribute("aria-expanded", false);
  }

  function makeRow(series) {
    const row = { series, text: `${series.name} ${series.metric}`.toLowerCase(), canvas: document.createElement("canvas"), isSketched: false, plot: null, detail: null };
    row.canvas.setAttribute("aria-hidden", true);
    row.canvas.row = row;
    const last = series.changes[series.changes.length - 1];
    row.button = element("button", "trend",
      element("span", "name", series.name), element("span", "", series.metric), row.canvas, element("span", "last", series.last),
      last ? element("span", `tag ${last.tone}`, last.brief) : element("span", "", ""));
    row.button.type = "button";
    row.button.setAttribute("aria-expanded", false);
    row.button.addEventListener("click", () => row.detail ? close(row) : open(row));
    row.button.addEventListener("keydown", event => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (by) {
        event.preventDefault();
        const visible = rows.filter(other => !other.item.hidden);
        visible[visible.indexOf(row) + by]?.button.focus();
      } else if (event.key === "Escape" && row.detail) {
        close(row);
      }
    });
    row.item = element("li", "", row.button);
    return row;
  }

  function choose(index) {
    rows.filter(row => row.detail).forEach(close);
    seen.disconnect();
    line = data.lines[index];
    rows = line.series.map(makeRow);
    list.replaceChildren(...rows.map(row => row.item));
    rows.forEach(row => seen.observe(row.canvas));
    filter();
  }

  function filter() {
    const terms = byId("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    const changedOnly = byId("changed").checked;
    let shown = 0;
    for (const row of rows) {
      const isShown = (!changedOnly || row.series.changes.length > 0) && terms.every(term => row.text.includes(term));
      row.item.hidden = !isShown;
      shown += isShown;
    }
    byId("shown").textContent = shown === rows.length ? `${rows.length}` : `${shown} of ${rows.length}`;
    byId("none").hidden = shown > 0;
  }

  byId("line").append(...data.lines.map((other, i) => {
    const option = element("option", "", other.title);
    option.value = i;
    return option;
  }));
  byId("line").hidden = data.lines.length < 2;
  byId("line").addEventListener("change", () => choose(+byId("line").value));
  byId("filter").addEventListener("input", filter);
  byId("changed").addEventListener("change", filter);
  byId("tools").hidden = false;

  choose(0);
  page.addTheme(() => {
    rows.filter(row => row.isSketched).forEach(sketch);
    rows.filter(row => row.plot).forEach(redraw);
  });
})();
