using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.XPath;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>Picks values from an answer.</summary>
internal static class ValuePicker
{
    public const RegexOptions PatternOptions = RegexOptions.CultureInvariant;

    // A pattern comes with a definition, and the text from outside: one that backtracks for ever must not stop the
    // host.
    public static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>Picks what a request says. What went wrong, or <see langword="null"/>.</summary>
    public static TokenResult? Pick(SessionRun run, string pointer, SessionRequest request, SessionAnswer answer)
    {
        foreach (var pick in request.Picks)
        {
            string? value;
            try
            {
                value = Find(pick, answer, run.Values);
            }
            catch (RegexMatchTimeoutException)
            {
                return SessionErrors.NotUnderstood(run.Method, pick.Name, $"The pattern of '{pick.Name}' takes too long to match; simplify it.");
            }
            catch (XPathException)
            {
                return SessionErrors.NotUnderstood(run.Method, pick.Name, $"The XPath of '{pick.Name}' could not be evaluated.");
            }

            if (!string.IsNullOrEmpty(value) && pick.Pattern is { } pattern && !IsMatch(value, pattern)) return SessionErrors.NotUnderstood(run.Method, pick.Name, $"'{pick.Name}' does not match the pattern {pattern}.");
            if (!string.IsNullOrEmpty(value)) run.Pick(pick.Name, value);
            else if (!pick.Optional && !run.Has(pick.Name)) return SessionErrors.NotUnderstood(run.Method, pick.Name, $"The answer to {pointer} has no value for '{pick.Name}' {Place(pick, answer)}.");
        }

        return null;
    }

    private static string? Find(PickedValue pick, SessionAnswer answer, TemplateValues values) => pick.From switch
    {
        PickedValueSource.Json => answer.Json is { } json && Item(pick, json.RootElement, values) is { } item && JsonPointer.TryFind(item, pick.At, out var found) ? JsonPointer.Scalar(found) : null,
        PickedValueSource.Header => answer.Header(pick.At),
        PickedValueSource.Cookie => answer.Cookie(pick.At),
        PickedValueSource.Xml => answer.Xml is { } xml ? Evaluate(xml, pick.At) : null,
        PickedValueSource.Pattern => Match(answer.Text, pick.At),
        PickedValueSource.Text => answer.Text.Trim(),
        _ => null,
    };

    private static JsonElement? Item(PickedValue pick, JsonElement root, TemplateValues values)
    {
        if (pick.List is not { } list) return root;
        if (!JsonPointer.TryFind(root, list, out var found) || found.ValueKind != JsonValueKind.Array) return null;
        var conditions = pick.Where
            .Select(condition => (At: condition.Key, Wanted: TextTemplate.Parse(condition.Value)))
            .Where(condition => condition.Wanted.Missing(values) is null)
            .Select(condition => (condition.At, Wanted: condition.Wanted.Fill(values, TemplatePosition.Raw)))
            .ToArray();
        foreach (var item in found.EnumerateArray())
        {
            if (Array.TrueForAll(conditions, condition => JsonPointer.TryFind(item, condition.At, out var held) && JsonPointer.Scalar(held) == condition.Wanted)) return item;
        }

        return null;
    }

    private static string? Evaluate(XPathNavigator xml, string path) => xml.Evaluate(path) switch
    {
        XPathNodeIterator nodes => nodes.MoveNext() ? nodes.Current!.Value.Trim() : null,
        string text => text.Trim(),
        double number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        _ => null,
    };

    private static string? Match(string text, string pattern)
    {
        var match = Regex.Match(text, pattern, PatternOptions, PatternTimeout);
        if (!match.Success) return null;
        return match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
    }

    private static bool IsMatch(string value, string pattern)
    {
        try
        {
            return Regex.IsMatch(value, $@"\A(?:{pattern})\z", PatternOptions, PatternTimeout);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string Place(PickedValue pick, SessionAnswer answer) => pick.From switch
    {
        PickedValueSource.Json => answer.Json is null ? "because it is not JSON" : $"at the JSON pointer '{pick.At}'{(pick.List is { } list ? $" of an item of '{list}' that is as it has to be" : "")}",
        PickedValueSource.Header => $"in the header '{pick.At}'",
        PickedValueSource.Cookie => $"in the cookie '{pick.At}'",
        PickedValueSource.Xml => answer.Xml is null ? "because it is not XML without a document type" : $"at the XPath '{pick.At}'",
        PickedValueSource.Pattern => $"that matches the pattern '{pick.At}'",
        _ => "because it is empty",
    };
}
