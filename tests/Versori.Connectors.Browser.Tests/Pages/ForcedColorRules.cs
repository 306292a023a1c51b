using Microsoft.Playwright;

namespace Versori.Connectors.Browser.Tests.Pages;

/// <summary>
/// What axe does not check where the person's colours replace those of the page (<c>forced-colors: active</c>): what is
/// operated has a visible border, focus has an outline, and states are not told by colour alone.
/// </summary>
internal static class ForcedColorRules
{
    // Links and summaries are told by their text and their underline or marker.
    private const string Script = """
        () => {
          const found = [];
          const name = element => element.outerHTML.slice(0, 120);
          const shown = element => element.getClientRects().length > 0;
          if (!matchMedia("(forced-colors: active)").matches) found.push("not emulated");
          const drawn = (style, side) =>
            style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1
              && style[`border${side}Color`] !== style.backgroundColor;
          const bordered = "button, .button, select, textarea, .badge, .notice, .card, .row,"
            + "input:not([type=hidden]):not([type=checkbox]):not([type=radio])";
          for (const element of document.querySelectorAll(bordered)) {
            const style = getComputedStyle(element);
            if (shown(element) && !["Top", "Right", "Bottom", "Left"].every(side => drawn(style, side)))
              found.push(`no border: ${name(element)}`);
          }
          const lines = new Map();
          for (const badge of document.querySelectorAll(".badge")) {
            if (!badge.textContent.trim()) found.push(`no text: ${name(badge)}`);
            const style = getComputedStyle(badge);
            const kind = ["good", "warn", "bad"].find(one => badge.classList.contains(one));
            if (kind) lines.set(kind, `${style.borderTopStyle} ${style.borderTopWidth}`);
          }
          if (new Set(lines.values()).size < lines.size) found.push("badges differ by colour alone");
          for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
            if (!shown(element)) continue;
            element.focus();
            const style = getComputedStyle(element);
            const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            if (document.activeElement === element && !isOutlined) found.push(`no focus: ${name(element)}`);
          }
          document.activeElement?.blur();
          return found;
        }
        """;

    public static async Task<IEnumerable<string>> FindAsync(IPage page, string name)
    {
        // What is focused after a key shows its focus.
        await page.Keyboard.PressAsync("Tab");
        var found = await page.EvaluateAsync<string[]>(Script);
        return found.Select(problem => $"{name}: {problem}");
    }
}
