using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace Versori.Connectors.Generation.Reading;

/// <summary>Turns YAML 1.2 into JSON on the same lines, so that one way of finding lines serves both.</summary>
internal static partial class YamlDocument
{
    public static ReadOnlyMemory<byte> ToJson(string text, int limit)
    {
        var reader = new YamlReader(BlankLine().Replace(text, ""));
        YamlNode root;
        try
        {
            root = reader.Read();
        }
        catch (YamlException exception)
        {
            throw DocumentErrors.Invalid(reader.Location, $"This is not YAML: {exception.Message}", (int)exception.Start.Line, exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The parser's own slips on text that is no YAML at all; it does not say where it is then.
            throw DocumentErrors.Invalid(reader.Location, "This is not YAML: the text is broken at this line or soon after.", reader.Line, exception);
        }

        return new YamlJsonWriter(limit).Write(root);
    }

    // YamlDotNet (issue 523) refuses a block scalar that begins with a line of spaces deeper than its text, which
    // YAML 1.2 §8.1.1.1 allows as long as it is no deeper. Spaces on lines with nothing else mean nothing that is missed.
    [GeneratedRegex(@"^[ \t]+(?=\r?$)", RegexOptions.Multiline, 10_000)]
    private static partial Regex BlankLine();
}
