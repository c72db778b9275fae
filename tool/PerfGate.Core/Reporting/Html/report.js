// What the page does beyond being read: sorting, filtering, opening rows, plots, the theme. Texts of the data become text nodes, never markup.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { root, byId, element, color, axis, digits, stroke } = page;
  const table = document.querySelector(".comparisons");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...body.rows].map((tr, order) => ({ ...data.rows[order], tr, order, panel: null, plots: [] }));
  const keys = [r => r.order, r => r.name, r => r.metric, r => r.baseline, r => r.now, r => r.ratio, r => r.interval?.[0], r => r.detects];
  root.classList.add("scripted");

  function button(text, act) {
    const made = element("button", "", text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  // --- sorting: what has no value comes last, whichever way.
  const names = new Intl.Collator("en", { numeric: true });
  const sorted = { column: 0, up: true };

  function compare(a, b) {
    const [x, y] = [keys[sorted.column](a), keys[sorted.column](b)];
    if (x == null || y == null) {
      return (x == null) - (y == null) || a.order - b.order;
    }
    return (sorted.up ? 1 : -1) * (typeof x === "string" ? names.compare(x, y) : x - y) || a.order - b.order;
  }

  function sortBy(column) {
    // Of a number, the largest is wanted first.
    sorted.up = sorted.column === column ? !sorted.up : column < 3;
    sorted.column = column;
    heads.forEach((th, i) => i === column ? th.setAttribute("aria-sort", sorted.up ? "ascending" : "descending") : th.removeAttribute("aria-sort"));
    rows.sort(compare);
    body.append(...rows.flatMap(r => r.panel ? [r.tr, r.panel] : [r.tr]));
  }

  heads.forEach((th, i) => th.replaceChildren(button(th.textContent, () => sortBy(i))));
  heads[0].setAttribute("aria-sort", "ascending");

  // --- filtering
  const wanted = new Set();

  function filter() {
    const terms = byId("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const r of rows) {
      const text = r.text ??= `${r.id} ${r.metric} ${r.word}`.toLowerCase();
      const isShown = (wanted.size === 0 || wanted.has(r.word)) && terms.every(term => text.includes(term));
      r.tr.hidden = !isShown;
      if (r.panel) {
        r.panel.hidden = !isShown;
      }
      shown += isShown;
    }
    byId("shown").textContent = shown === rows.length ? `${rows.length}` : `${shown} of ${rows.length}`;
    byId("none").hidden = shown > 0 || rows.length === 0;
  }

  function chip(word) {
    const made = button(`${word} ${rows.filter(r => r.word === word).length}`, () => {
      wanted.delete(word) || wanted.add(word);
      made.setAttribute("aria-pressed", wanted.has(word));
      filter();
    });
    made.setAttribute("aria-pressed", false);
    return made;
  }

  byId("words").append(...[...new Set(rows.map(r => r.word))].map(chip));
  byId("filter").addEventListener("input", filter);
  byId("tools").hidden = false;

  // --- plots
  // The launches of both sides, in the order of measuring, with each side's median.
  function launches(r, width) {
    const [before, now] = [r.before ?? [], r.after ?? []];
    const count = Math.max(before.length, now.length);
    const scaled = values => Array.from({ length: count }, (_, i) => i < values.length ? values[i] * r.factor : null);
    const all = [...before, ...now].map(v => v * r.factor);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const room = (high - low) * 0.12 || Math.abs(high) * 0.05 || 1;
    const series = (label, stroke, fill) => ({ label, stroke, width: 2, paths: () => null, points: { show: true, size: 8, width: 2, stroke, fill }, value: (_, v) => v == null ? "–" : `${digits(v)} ${r.unit}` });
    return new uPlot({
      width,
      height: 210,
      scales: { x: { time: false, range: [0.5, count + 0.5] }, y: { range: [low - room, high + room] } },
      axes: [
        axis({ label: "launch", labelSize: 18, size: 28, incrs: [1, 2, 5, 10, 20, 50, 100], values: (_, vs) => vs.map(v => Number.isInteger(v) ? v : "") }),
        axis({ size: 62, label: r.unit || undefined, labelSize: 18, values: (_, vs) => vs.map(digits) }),
      ],
      series: [{ label: "launch", value: (_, v) => v ?? "–" }, series("baseline", color("before"), color("bg")), series("now", color("now"), color("now"))],
      legend: { markers: { fill: (_, i) => color(["", "bg", "now"][i]) } },
      cursor: { y: false, drag: { x: false, y: false } },
      hooks: {
        draw: [u => [[r.baseline, "before"], [r.now, "now"]].filter(([v]) => v != null).forEach(([v, name]) => {
          const y = u.valToPos(v * r.factor, "y", true);
          stroke(u, u.bbox.left, y, u.bbox.left + u.bbox.width, y, color(name), 1, [5, 4]);
        })],
      },
    }, [Array.from({ length: count }, (_, i) => i + 1), scaled(before), scaled(now)], element("div", ""));
  }

  // The estimates with their intervals, beside the band of what does not matter.
  function ratios(r, width) {
    const found = [{ name: "baseline", ratio: r.ratio, interval: r.interval, effect: r.effect }];
    if (r.anchor?.ratio) {
      found.push({ ...r.anchor, name: "anchor" });
    }
    const band = [1 / (1 + r.effect), 1 + r.effect];
    const seen = [...band, ...found.flatMap(f => [f.ratio, ...(f.interval ?? [])])].filter(v => v != null && v > 0);
    const [low, high] = [Math.min(...seen), Math.max(...seen)];
    const isWide = high / low > 8;
    const room = (high - low) * 0.08;
    const range = isWide ? [low / 1.3, high * 1.3] : [Math.max(low - room, 0), high + room];
    const at = [...found.keys()].sort((a, b) => found[a].ratio - found[b].ratio);
    return new uPlot({
      width,
      height: 88 + 44 * found.length,
      scales: { x: { time: false, range, distr: isWide ? 3 : 1 }, y: { range: [-found.length + 0.5, 0.5] } },
      axes: [
        axis({ label: "now / baseline", labelSize: 18, size: 28, values: (_, vs) => vs.map(v => v == null ? "" : digits(v)) }),
        axis({ size: 62, splits: found.map((_, i) => -i), values: () => found.map(f => f.name), grid: { show: false } }),
      ],
      series: [{ label: "ratio" }, { label: "", paths: () => null, points: { show: true, size: 10, width: 2, stroke: color("now"), fill: color("now") } }],
      legend: { show: false },
      cursor: { show: false },
      hooks: {
        drawClear: [u => {
          const [left, right] = band.map(v => u.valToPos(v, "x", true));
          u.ctx.fillStyle = color("band");
          u.ctx.fillRect(left, u.bbox.top, right - left, u.bbox.height);
        }],
        drawSeries: [u => {
          const one = u.valToPos(1, "x", true);
          stroke(u, one, u.bbox.top, one, u.bbox.top + u.bbox.height, color("muted"), 1, [5, 4]);
          found.forEach((f, i) => f.interval && interval(u, f.interval, range, -i));
        }],
      },
    }, [at.map(i => found[i].ratio), at.map(i => -i)], element("div", ""));
  }

  // A bound that the data cannot give lies beyond the edge, and has no cap.
  function interval(u, [lower, upper], range, row) {
    const y = u.valToPos(row, "y", true);
    const [left, right] = [lower ?? range[0], upper ?? range[1]].map(v => u.valToPos(v, "x", true));
    const cap = 6 * devicePixelRatio;
    stroke(u, left, y, right, y, color("now"), 2);
    lower != null && stroke(u, left, y - cap, left, y + cap, color("now"), 2);
    upper != null && stroke(u, right, y - cap, right, y + cap, color("now"), 2);
  }

  function figure(title, description, draw, more) {
    const place = element("div", "");
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", description);
    return { place, draw, plot: null, box: element("div", "plot", element("h4", "", title), place, more) };
  }

  function redraw(figure, r) {
    figure.plot?.destroy();
    figure.plot = figure.draw(r, Math.max(figure.place.clientWidth, 120));
    figure.place.replaceChildren(figure.plot.root);
  }

  const resized = new ResizeObserver(entries => entries.forEach(({ target, contentRect }) => {
    const plot = target.figure.plot;
    if (plot && contentRect.width > 0 && Math.abs(plot.width - contentRect.width) > 1) {
      plot.setSize({ width: contentRect.width, height: plot.height });
    }
  }));

  function figures(r) {
    const made = [];
    if (r.before || r.after) {
      const list = (name, values) => values && element("p", "", `${name}: ${values.map(v => digits(v * r.factor)).join(", ")} ${r.unit}`);
      const numbers = element("details", "", element("summary", "", "In numbers"), list("baseline", r.before), list("now", r.after));
      made.push(figure("Launches", `Launches of both sides. ${r.change}`, launches, element("div", "", element("p", "hint", "Each point is the best iteration of a launch; a dashed line is the median of a side."), numbers)));
    }
    if (r.ratio > 0 && (r.before || r.after)) {
      const worse = r.isHigherBetter ? "left" : "right";
      made.push(figure("Ratio", r.ratioText, ratios, element("p", "hint", `${r.interval ? "Estimate and 95 % interval." : "Estimate; these launches give no interval."} In the grey band a change is below the minimum effect; ${worse} of it is worse.`)));
    }
    return made;
  }

  // --- a row's panel, made when it is opened
  function makePanel(r) {
    const facts = element("dl", "facts", ...r.facts.map(([name, value]) => element("div", "", element("dt", "", name), element("dd", "", value))));
    const said = r.said.map(i => byId(`said-${i}`)?.cloneNode(true)).filter(Boolean);
    said.forEach(li => li.removeAttribute("id"));
    r.plots = figures(r);
    const cell = element("td", "",
      element("h3", "", r.id), element("p", "how", r.how),
      r.doubts.length > 0 ? element("ul", "doubts", ...r.doubts.map(doubt => element("li", "", doubt))) : null,
      r.plots.length > 0 ? element("div", "plots", ...r.plots.map(f => f.box)) : null,
      facts, said.length > 0 ? element("ul", "plain diagnostics", ...said) : null);
    cell.colSpan = heads.length;
    r.panel = element("tr", "panel", cell);
    addCopying(r.panel);
  }

  function open(r) {
    makePanel(r);
    r.tr.after(r.panel);
    r.tr.classList.add("open");
    r.button.setAttribute("aria-expanded", true);
    r.plots.forEach(f => {
      redraw(f, r);
      f.place.figure = f;
      resized.observe(f.place);
    });
  }

  function close(r) {
    r.plots.forEach(f => {
      resized.unobserve(f.place);
      f.plot?.destroy();
    });
    r.panel.remove();
    Object.assign(r, { panel: null, plots: [] });
    r.tr.classList.remove("open");
    r.button.setAttribute("aria-expanded", false);
  }

  const toggle = r => r.panel ? close(r) : open(r);

  function step(r, by) {
    const visible = rows.filter(other => !other.tr.hidden);
    visible[visible.indexOf(r) + by]?.button.focus();
  }

  rows.forEach(r => {
    const cell = r.tr.cells[1];
    r.button = button(cell.textContent, event => {
      event.stopPropagation();
      toggle(r);
    });
    r.button.setAttribute("aria-expanded", false);
    cell.replaceChildren(r.button);
    r.tr.addEventListener("click", () => getSelection().isCollapsed && toggle(r));
    r.button.addEventListener("keydown", event => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (by) {
        event.preventDefault();
        step(r, by);
      } else if (event.key === "Escape" && r.panel) {
        close(r);
      }
    });
  });

  // --- commands to copy
  async function copy(text, made) {
    try {
      await navigator.clipboard.writeText(text);
      made.textContent = "Copied";
    } catch {
      made.textContent = "Select and copy";
    }
    setTimeout(() => made.textContent = "Copy", 2000);
  }

  function addCopying(part) {
    part.querySelectorAll(".command").forEach(code => {
      const made = button("Copy", () => copy(code.textContent, made));
      made.className = "copy";
      code.after(made);
    });
  }

  addCopying(document);

  page.addTheme(() => rows.forEach(r => r.plots.forEach(f => redraw(f, r))));
  filter();
})();
