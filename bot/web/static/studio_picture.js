// The picture of a flow begins at its first step, which may stand anywhere from left to right.
const region = document.querySelector(".drawn");
const first = region?.querySelector(".p-box");
if (first) {
  const step = first.getBoundingClientRect();
  const room = region.getBoundingClientRect();
  region.scrollLeft += step.left + step.width / 2 - room.left - room.width / 2;
}
