/** A few stickers of our own, so that one can be sent without having a file. */

const SIDE = 512;

export const stickerNames = ["sip", "senyum", "terima-kasih", "bingung"];

export const stickerUrl = (name) => `/static/img/sticker-${name}.svg`;

/** The drawing as a webp file of 512 by 512, the form in which stickers travel. */
export async function stickerFile(name) {
  const image = new Image(SIDE, SIDE);
  image.src = stickerUrl(name);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = SIDE;
  canvas.getContext("2d").drawImage(image, 0, 0, SIDE, SIDE);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/webp"));
  return new File([blob], `${name}.webp`, { type: blob.type });
}
