import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { notify } from "@/components/ui/notify";
import { PhotoCard } from "@/components/users/photo-card";
import es from "@/lib/i18n/messages/es.json";

jest.mock("next/navigation", () => ({ useRouter: () => ({ refresh: jest.fn() }) }));
jest.mock("@/lib/users/photos/actions", () => ({ removePhotoAction: jest.fn() }));
jest.mock("@/components/ui/notify", () => ({ notify: { error: jest.fn(), success: jest.fn() } }));

const MB = 1024 * 1024;
const send = jest.fn();
const draw = jest.fn();

beforeEach(() => {
  jest.clearAllMocks();
  send.mockResolvedValue({ ok: true, json: () => Promise.resolve({}) });
  globalThis.fetch = send;
  // What jsdom doesn't draw.
  HTMLCanvasElement.prototype.getContext = jest.fn(() => ({ fillRect: jest.fn(), drawImage: draw })) as never;
  HTMLCanvasElement.prototype.toBlob = (done) => {
    done(new Blob(["small"], { type: "image/jpeg" }));
  };
});

/** The browser takes the file for a picture of these sides, or for none. */
async function choose(bytes: number, picture: { width: number; height: number } | undefined, type = "image/jpeg") {
  const opened = picture ? Promise.resolve({ ...picture, close: jest.fn() }) : Promise.reject(new Error("no picture"));
  globalThis.createImageBitmap = jest.fn(() => opened) as never;
  const file = new File(["x"], "foto.jpg", { type });
  Object.defineProperty(file, "size", { value: bytes });
  render(
    <NextIntlClientProvider locale="es" messages={es} timeZone="UTC">
      <PhotoCard user={{ id: "u", name: "Ana Paz" }} own />
    </NextIntlClientProvider>,
  );
  await userEvent.setup({ applyAccept: false }).upload(screen.getByLabelText("Subir foto"), file);
}

test.each([
  ["as heavy as phones make it", 12 * MB, { width: 4000, height: 3000 }, [500, 0, 3000, 3000]],
  ["as small as it may be", 400, { width: 16, height: 20 }, [0, 2, 16, 16]],
])("a photo %s is made small and sent", async (_, bytes, picture, cut) => {
  await choose(bytes, picture);
  await waitFor(() => {
    expect(notify.success).toHaveBeenCalledWith("Se guardó la foto.");
  });
  expect(draw).toHaveBeenCalledWith(expect.anything(), ...cut, 0, 0, 256, 256);
  expect(send).toHaveBeenCalledTimes(1);
});

test.each([
  ["more than a browser is asked to open", 51 * MB, { width: 40, height: 40 }, "image/jpeg", /más de 50 MB/],
  ["an icon, which would be blown up", 200, { width: 8, height: 8 }, "image/png", /demasiado chica.* 16 píxeles/],
  ["a strip", 200, { width: 400, height: 15 }, "image/png", /al menos 16 píxeles/],
  ["what is no picture inside", 200, undefined, "image/webp", /está dañada o tiene demasiados píxeles/],
  ["another kind of file", 200, { width: 40, height: 40 }, "image/heic", /No es una foto JPEG/],
])("%s is refused in words, and nothing is sent", async (_, bytes, picture, type, words) => {
  await choose(bytes, picture, type);
  await waitFor(() => {
    expect(notify.error).toHaveBeenCalledWith(expect.stringMatching(words));
  });
  expect(send).not.toHaveBeenCalled();
});
