import { fireEvent, render, screen } from "@testing-library/react";
import { useFirmPress } from "@/components/form/firm-press";

jest.useFakeTimers();

function Page({ onSend }: { onSend: () => void }) {
  useFirmPress();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <button type="submit">Send</button>
      <button type="button">Other</button>
    </form>
  );
}

const at = (x: number, y: number) => ({ button: 0, clientX: x, clientY: y });

function pressed(name = "Send") {
  const onSend = jest.fn();
  render(<Page onSend={onSend} />);
  const button = screen.getByRole("button", { name });
  jest.spyOn(button, "getBoundingClientRect").mockReturnValue(new DOMRect(10, 10, 80, 30));
  fireEvent.mouseDown(button, at(20, 20));
  const settled = () => {
    jest.runAllTimers();
    return onSend.mock.calls.length;
  };
  return { button, around: document.body, settled };
}

test("a form's button that moved away while it was pressed is pressed all the same, once", () => {
  const { around, settled } = pressed();
  fireEvent.mouseUp(around, at(22, 21));
  fireEvent.click(around, at(22, 21));
  expect(settled()).toBe(1);
});

test("a press that is a click by itself is one and not two", () => {
  const { button, settled } = pressed();
  fireEvent.mouseUp(button, at(22, 21));
  fireEvent.click(button, at(22, 21));
  expect(settled()).toBe(1);
});

test("let go elsewhere it is none, nor is any other button's", () => {
  const { around, settled } = pressed();
  fireEvent.mouseUp(around, at(300, 21));
  expect(settled()).toBe(0);
});

test("other buttons are left to the browser", () => {
  const { around, settled } = pressed("Other");
  fireEvent.mouseUp(around, at(22, 21));
  expect(settled()).toBe(0);
});
