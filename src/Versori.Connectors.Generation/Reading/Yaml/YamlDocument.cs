using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace Versori.Connectors.Generation.Reading;

/// <summary>
/// Converts YAML 1.2 to JSON with the same line numbers, so that line numbers are found in the same way for both.
/// </summary>
internal static partial class YamlDocument
{
    public static ReadOnlyMemory<byte> ToJson(string text, int limit, Work work)
    {
        var reader = new YamlReader(BlankLine().Replace(text, ""), YamlSize.Maximum(text.Length, limit), work);
        YamlNode root;
        try
        {
            root = reader.Read();
        }
        catch (YamlException exception)
        {
            throw DocumentErrors.Invalid(
                reader.Location, $"This is not valid YAML: {exception.Message}", (int)exception.Start.Line, exception);
        }
        catch (Exception exception) when (exception
            is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The parser throws these on text that is not YAML at all. They do not contain a line number.
            throw DocumentErrors.Invalid(
                reader.Location,
                "This is not valid YAML: there is an error at this line or shortly after it.",
                reader.Line,
                exception);
        }

        return new YamlJsonWriter(limit, work).Write(root);
    }

    // YamlDotNet (issue 523) rejects a block scalar whose first line consists of more spaces than the indentation of
    // its text. YAML 1.2 §8.1.1.1 allows such lines up to the indentation. Spaces on otherwise empty lines are removed;
    // they have no meaning here.
    [GeneratedRegex(@"^(?>[ \t]+)(?=\r?$)", RegexOptions.Multiline, 10_000)]
    private static partial Regex BlankLine();
}
