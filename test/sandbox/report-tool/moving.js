/** Draws a message anew, elsewhere, twenty times a second. */
const moving = document.getElementById('moving');
let turn = 0;

setInterval(() => {
  turn += 1;
  const message = document.createElement('p');
  message.textContent = 'Authorization error';
  message.style.cssText = `position:absolute;left:${(turn * 37) % 600}px;top:${(turn * 53) % 400}px`;
  moving.replaceChildren(message);
  document.title = `${turn}`;
}, 50);
