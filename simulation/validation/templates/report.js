const all = [...document.querySelectorAll('details.pattern')], words = document.getElementById('words');
const buttons = [...document.querySelectorAll('[data-show]')], groups = [['reproduced', 'inconclusive', 'not-reproduced'], ['core', 'secondary']];
function filter() {
  const on = buttons.filter(b => b.getAttribute('aria-pressed') === 'true').map(b => b.dataset.show);
  const asked = words.value.toLowerCase();
  let left = 0;
  for (const one of all) {
    const is = one.dataset.is.split(' ');
    const fits = groups.every(g => !g.some(w => on.includes(w)) || g.some(w => on.includes(w) && is.includes(w)));
    one.hidden = !(fits && one.textContent.toLowerCase().includes(asked));
    left += !one.hidden;
  }
  document.getElementById('nothing').hidden = left > 0;
}
for (const b of buttons) b.addEventListener('click', () => {
  b.setAttribute('aria-pressed', b.getAttribute('aria-pressed') === 'true' ? 'false' : 'true'); filter();
});
words.addEventListener('input', filter);
document.getElementById('open').addEventListener('click', event => {
  const open = all.some(one => !one.hidden && !one.open);
  for (const one of all) if (!one.hidden) one.open = open;
  event.target.textContent = open ? 'close all' : 'open all';
});
