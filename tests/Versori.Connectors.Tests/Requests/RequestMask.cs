using System.Text.RegularExpressions;

namespace Versori.Connectors.Tests.Requests;

/// <summary>
/// Finds the values that differ between runs, such as nonces and signatures, and masks them.
/// </summary>
internal static partial class RequestMask
{
    private const string Random = "*";

    /// <summary>The first text, with <c>*</c> for each value that differs in another run.</summary>
    public static string Combine(IReadOnlyList<string> runs) => runs.Aggregate(static (masked, run) =>
    {
        var tokens = Tokens(masked);
        var others = Tokens(run);
        if (tokens.Length != others.Length)
            throw new InvalidOperationException($"The runs differ in structure:\n{masked}\n{run}");
        return string.Concat(tokens.Zip(others, Combine));
    });

    /// <summary>
    /// The difference to a text apart from masked values; <see langword="null"/> if there is none.
    /// </summary>
    public static string? Difference(string recorded, string text)
    {
        var lines = recorded.Split('\n');
        var others = text.Split('\n');
        for (var number = 0; number < Math.Max(lines.Length, others.Length); number++)
        {
            var line = lines.ElementAtOrDefault(number);
            var other = others.ElementAtOrDefault(number);
            if (line is null || other is null || !Matches(line, other))
                return $"line {number + 1}\nwas {line}\nis  {other}";
        }

        return null;
    }

    private static bool Matches(string recorded, string line)
    {
        var tokens = Tokens(recorded);
        var others = Tokens(line);
        return tokens.Length == others.Length
            && tokens.Zip(others).All(pair => Combine(pair.First, pair.Second) == pair.First);
    }

    private static string Combine(string token, string other)
    {
        if (token == other) return token;
        var name = NameOf(token);
        return name is not null && name == NameOf(other) ? $"{name}={Random}" : Random;
    }

    private static string? NameOf(string token) =>
        token.IndexOf('=', StringComparison.Ordinal) is > 0 and var end ? token[..end] : null;

    // Values and the separators between them.
    private static string[] Tokens(string text) => Delimiters().Split(text);

    [GeneratedRegex("""([\s&?,;":{}]+)""")]
    private static partial Regex Delimiters();
}
