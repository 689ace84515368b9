import { useEffect } from "react";

/** Where a button was when it was pressed. */
type Pressed = { button: HTMLButtonElement; box: DOMRect };

/**
 * Whoever presses a form's button leaves the field they were in, and what is said of it then may move the button away
 * from under the pointer before it is let go: browsers call that no click, and nothing would happen. Let go where the
 * button was pressed, it is one.
 */
export function useFirmPress(): void {
  useEffect(() => {
    let pressed: Pressed | undefined;
    const press = ({ button: which, target }: MouseEvent) => {
      const button = target instanceof Element ? target.closest<HTMLButtonElement>("button[type='submit']") : null;
      pressed = which === 0 && button ? { button, box: button.getBoundingClientRect() } : undefined;
    };
    const click = ({ target }: MouseEvent) => {
      // Moved away, the click is that of what stands around both places.
      if (target instanceof Node && pressed?.button.contains(target)) pressed = undefined;
    };
    const letGo = ({ clientX: x, clientY: y }: MouseEvent) => {
      const was = pressed;
      if (!was || x < was.box.left || x > was.box.right || y < was.box.top || y > was.box.bottom) return;
      // A click that comes by itself comes first.
      setTimeout(() => {
        if (pressed !== was) return;
        pressed = undefined;
        if (was.button.isConnected) was.button.click();
      });
    };
    document.addEventListener("mousedown", press, true);
    document.addEventListener("click", click, true);
    document.addEventListener("mouseup", letGo, true);
    return () => {
      document.removeEventListener("mousedown", press, true);
      document.removeEventListener("click", click, true);
      document.removeEventListener("mouseup", letGo, true);
    };
  }, []);
}
