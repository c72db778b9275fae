// What the pages share: elements, the colours of the theme, the looks of plots, and the theme itself.
"use strict";
const page = (() => {
  const root = document.documentElement;
  const byId = id => document.getElementById(id);

  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    made.className = className;
    made.append(...children.filter(child => child != null));
    return made;
  }

  // --- colours of the theme, for what is drawn
  const probe = element("span", "");
  probe.hidden = true;
  document.body.append(probe);

  function color(name) {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  }

  // --- plots
  const font = "12px system-ui, sans-serif";
  const axis = more => ({ stroke: color("muted"), grid: { stroke: color("line"), width: 1 }, ticks: { show: false }, font, labelFont: font, ...more });
  const digits = v => v == null ? "–" : String(+v.toPrecision(4));

  // A straight line, which ends where the plot does.
  function stroke(u, x0, y0, x1, y1, style, width, dash = []) {
    const ctx = u.ctx;
    ctx.save();
    ctx.beginPath();
    ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
    ctx.clip();
    ctx.strokeStyle = style;
    ctx.lineWidth = width * devicePixelRatio;
    ctx.setLineDash(dash.map(d => d * devicePixelRatio));
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
    ctx.stroke();
    ctx.restore();
  }

  // --- the theme: the system's, until somebody chooses. A page from a file may not be allowed to remember.
  function addTheme(redraw) {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;

    function themed() {
      byId("theme").textContent = isDark() ? "Light" : "Dark";
      byId("theme").setAttribute("aria-label", isDark() ? "Light theme" : "Dark theme");
      redraw();
    }

    try {
      const kept = localStorage.getItem("perfgate-theme");
      if (kept === "light" || kept === "dark") {
        root.dataset.theme = kept;
      }
    } catch { }

    byId("theme").addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("perfgate-theme", root.dataset.theme);
      } catch { }
      themed();
    });
    byId("theme").hidden = false;
    dark.addEventListener("change", themed);
    themed();
  }

  return { root, byId, element, color, axis, digits, stroke, addTheme };
})();
