using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Commands;

/// <summary>Options of the form <c>NAME=VALUE</c>.</summary>
internal static class NameValues
{
    public static Dictionary<string, string> Parse(string option, IReadOnlyList<string>? texts)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1) throw ToolException.Usage($"{option} takes NAME=VALUE.");
            values[text[..at]] = text[(at + 1)..];
        }

        return values;
    }
}
