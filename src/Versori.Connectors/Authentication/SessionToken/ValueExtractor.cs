using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.XPath;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>Extracts values from a response.</summary>
internal static class ValueExtractor
{
    /// <summary>Extracts the values that a request defines.</summary>
    /// <returns>The first error; <see langword="null"/> on success.</returns>
    public static TokenResult? Extract(SessionRun run, string pointer, AuthRequest request, SessionResponse response)
    {
        foreach (var extraction in request.ExtractedValues)
        {
            if (Extract(run, pointer, extraction, response) is { } failure) return failure;
        }

        return null;
    }

    private static TokenResult? Extract(
        SessionRun run, string pointer, ExtractedValue extraction, SessionResponse response)
    {
        var name = extraction.Name;
        string? value;
        try
        {
            value = Find(extraction, response, run.Values);
        }
        catch (RegexMatchTimeoutException)
        {
            return InvalidResponse($"The pattern of '{name}' takes too long to match; simplify it.");
        }
        catch (XPathException)
        {
            return InvalidResponse($"The XPath of '{name}' could not be evaluated.");
        }

        if (string.IsNullOrEmpty(value))
        {
            var isOptional = extraction.Optional || run.HasValue(name);
            return isOptional
                ? null
                : InvalidResponse(
                    $"The response to {pointer} has no value for '{name}' {Place(extraction, response)}.");
        }

        if (extraction.Pattern is { } pattern && !IsMatch(value, pattern))
        {
            return InvalidResponse($"'{name}' does not match the pattern {pattern}.");
        }

        run.SetValue(name, value);
        return null;

        TokenResult InvalidResponse(string message) => SessionErrors.InvalidResponse(run.Method, name, message);
    }

    private static string? Find(ExtractedValue extraction, SessionResponse response, ExpressionValues values) =>
        extraction.From switch
        {
            ExtractedValueSource.Json => FindInJson(extraction, response, values),
            ExtractedValueSource.Header => response.Header(extraction.Selector),
            ExtractedValueSource.Cookie => response.Cookie(extraction.Selector),
            ExtractedValueSource.Xml => response.Xml is { } xml ? Evaluate(xml, extraction.Selector) : null,
            ExtractedValueSource.Pattern => Match(response.Text, extraction.Selector),
            ExtractedValueSource.Text => response.Text.Trim(),
            _ => null,
        };

    private static string? FindInJson(ExtractedValue extraction, SessionResponse response, ExpressionValues values)
    {
        if (response.Json is not { } json) return null;
        if (FindItem(extraction, json.RootElement, values) is not { } item) return null;
        return JsonPointer.TryFind(item, extraction.Selector, out var found) ? JsonPointer.Scalar(found) : null;
    }

    // The first item of the list that meets all conditions. Conditions without a value are not checked.
    private static JsonElement? FindItem(ExtractedValue extraction, JsonElement root, ExpressionValues values)
    {
        if (extraction.ListPointer is not { } list) return root;
        if (!JsonPointer.TryFind(root, list, out var found) || found.ValueKind != JsonValueKind.Array) return null;
        var conditions = extraction.Where
            .Select(condition => (At: condition.Key, Expected: TextExpression.Parse(condition.Value)))
            .Where(condition => condition.Expected.FindMissingName(values) is null)
            .Select(condition => (condition.At, Expected: condition.Expected.Evaluate(values, ValuePosition.Raw)))
            .ToArray();
        foreach (var item in found.EnumerateArray())
        {
            var meetsAll = Array.TrueForAll(
                conditions, condition => HasValue(item, condition.At, condition.Expected));
            if (meetsAll) return item;
        }

        return null;
    }

    private static bool HasValue(JsonElement item, string pointer, string expected) =>
        JsonPointer.TryFind(item, pointer, out var found) && JsonPointer.Scalar(found) == expected;

    private static string? Evaluate(XPathNavigator xml, string path) => xml.Evaluate(path) switch
    {
        XPathNodeIterator nodes => nodes.MoveNext() ? nodes.Current!.Value.Trim() : null,
        string text => text.Trim(),
        double number => number.ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        _ => null,
    };

    private static string? Match(string text, string pattern)
    {
        var match = BoundedPattern.Find(text, pattern);
        if (!match.Success) return null;
        return match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
    }

    private static bool IsMatch(string value, string pattern)
    {
        try
        {
            return BoundedPattern.IsMatch(value, pattern);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string Place(ExtractedValue extraction, SessionResponse response) => extraction.From switch
    {
        ExtractedValueSource.Json when response.Json is null => "because it is not JSON",
        ExtractedValueSource.Json when extraction.ListPointer is { } list =>
            $"at the JSON pointer '{extraction.Selector}' of an item of '{list}' that meets the conditions",
        ExtractedValueSource.Json => $"at the JSON pointer '{extraction.Selector}'",
        ExtractedValueSource.Header => $"in the header '{extraction.Selector}'",
        ExtractedValueSource.Cookie => $"in the cookie '{extraction.Selector}'",
        ExtractedValueSource.Xml when response.Xml is null => "because it is not XML without a document type",
        ExtractedValueSource.Xml => $"at the XPath '{extraction.Selector}'",
        ExtractedValueSource.Pattern => $"that matches the pattern '{extraction.Selector}'",
        _ => "because it is empty",
    };
}
