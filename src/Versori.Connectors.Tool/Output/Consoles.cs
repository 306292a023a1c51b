using Spectre.Console;

namespace Versori.Connectors.Tool.Output;

/// <summary>Creates the console for bars and questions.</summary>
internal static class Consoles
{
    public static IAnsiConsole OnError(Terminal terminal) => AnsiConsole.Create(new()
    {
        Out = new AnsiConsoleOutput(Console.Error),
        Ansi = AnsiSupport.Yes,
        ColorSystem = terminal.HasColours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.Yes,
    });
}
