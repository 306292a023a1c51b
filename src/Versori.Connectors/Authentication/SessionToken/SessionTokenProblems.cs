using System.Xml.XPath;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>Validates the settings of a session method, except its expressions.</summary>
internal static class SessionTokenProblems
{
    public static IEnumerable<(string Pointer, string Message)> Of(SessionTokenAuth method) =>
    [
        .. OfMethod(method),
        .. OfLifetime(method),
        .. SessionAssertions.Problems(method),
        .. SessionRequests.All(method).SelectMany(item => OfRequest(item.Pointer, item.Request)),
        .. OfOrder(method),
    ];

    /// <summary>Validates requests that are not part of a session method.</summary>
    public static IEnumerable<(string Pointer, string Message)> OfRequests(
        string pointer, IReadOnlyList<AuthRequest> requests) =>
        requests.SelectMany((request, index) => OfRequest($"{pointer}/{index}", request));

    private static IEnumerable<(string, string)> OfMethod(SessionTokenAuth method)
    {
        if (method.SignIn.Count == 0) yield return ("/signIn", "A session needs at least one request that signs in.");
        if (method.Placements.Count == 0) yield return ("/placements", "A session needs at least one placement.");
        if (method.RefreshMargin < TimeSpan.Zero) yield return ("/refreshMargin", "A margin cannot be negative.");
        foreach (var (index, placement) in method.Placements.Index())
        {
            if (PlacementAuthenticators.NameProblem(placement) is { } problem)
            {
                yield return ($"/placements/{index}/name", problem);
            }
        }

        var fields = method.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        var extractedNames = SessionRequests.ExtractedValues(method).Select(extracted => extracted.Name);
        foreach (var name in extractedNames.Where(fields.Contains).Distinct(StringComparer.Ordinal))
        {
            yield return ("/fields", $"'{name}' is both a field and an extracted value; rename one of them.");
        }
    }

    private static IEnumerable<(string, string)> OfLifetime(SessionTokenAuth method)
    {
        if (method.Lifetime is not { } lifetime) yield break;
        if (lifetime.Fixed is null && lifetime.ExtractedValue is null)
        {
            yield return (
                "/lifetime", "A lifetime is fixed, extracted, or both; leave it out if sessions do not expire.");
        }

        if (lifetime.Fixed <= TimeSpan.Zero)
        {
            yield return (
                "/lifetime/fixed", "A lifetime must be longer than zero; leave it out if sessions do not expire.");
        }

        if (lifetime.ExtractedValue is { } name
            && SessionRequests.ExtractedValues(method).All(extracted => extracted.Name != name))
        {
            yield return ("/lifetime/extractedValue", $"No request extracts a value named '{name}'.");
        }
    }

    private static IEnumerable<(string, string)> OfRequest(string pointer, AuthRequest request)
    {
        if (!HttpTokenSyntax.IsToken(request.Method))
        {
            yield return ($"{pointer}/method", $"'{request.Method}' is not an HTTP method.");
        }

        foreach (var name in request.Headers.Keys.Where(name => !HttpTokenSyntax.IsToken(name)))
        {
            yield return (JsonPointer.Append($"{pointer}/headers", name), $"'{name}' cannot be the name of a header.");
        }

        if (request.Body is { } body && FormCount(body) != 1)
        {
            yield return ($"{pointer}/body", "A body has exactly one of json, form, xml and text.");
        }

        if (request.Success.Field is { } field && !JsonPointer.IsValid(field))
        {
            yield return ($"{pointer}/success/field", InvalidPointer(field));
        }

        foreach (var (index, extracted) in request.ExtractedValues.Index())
        {
            var pointerOfValue = $"{pointer}/extractedValues/{index}";
            if (OfExtraction(extracted) is { } problem) yield return ($"{pointerOfValue}/selector", problem);
            foreach (var (where, message) in OfList(extracted))
            {
                yield return ($"{pointerOfValue}{where}", message);
            }
        }
    }

    private static int FormCount(AuthRequestBody body) =>
        new object?[] { body.Json, body.Form, body.Xml, body.Text }.Count(form => form is not null);

    private static IEnumerable<(string, string)> OfList(ExtractedValue extracted)
    {
        if (extracted.ListPointer is { } list
            && (extracted.From != ExtractedValueSource.Json || !JsonPointer.IsValid(list)))
        {
            yield return (
                "/listPointer",
                "A list is a JSON pointer to an array: it is empty or begins with '/'. "
                + "Its value is extracted from JSON.");
        }

        if (extracted.ListPointer is null && extracted.Where.Count > 0)
        {
            yield return ("/where", "The conditions apply to the items of a list; set the list.");
        }

        foreach (var pointer in extracted.Where.Keys.Where(pointer => !JsonPointer.IsValid(pointer)))
        {
            yield return (JsonPointer.Append("/where", pointer), InvalidPointer(pointer));
        }
    }

    private static string? OfExtraction(ExtractedValue extracted)
    {
        try
        {
            if (extracted.Pattern is { } pattern) BoundedPattern.Check(pattern);
            switch (extracted.From)
            {
                case ExtractedValueSource.Json when !JsonPointer.IsValid(extracted.Selector):
                    return InvalidPointer(extracted.Selector);
                case ExtractedValueSource.Header or ExtractedValueSource.Cookie when !HttpTokenSyntax.IsToken(
                    extracted.Selector):
                    return $"'{extracted.Selector}' cannot be the name of a header or cookie.";
                case ExtractedValueSource.Xml:
                    XPathExpression.Compile(extracted.Selector);
                    return null;
                case ExtractedValueSource.Pattern:
                    BoundedPattern.Check(extracted.Selector);
                    return extracted.Selector.Length == 0 ? "The pattern is empty." : null;
                default:
                    return null;
            }
        }
        catch (Exception exception) when (exception is XPathException or ArgumentException)
        {
            return $"It cannot be parsed: {exception.Message}";
        }
    }

    private static string InvalidPointer(string text) =>
        $"'{text}' is not a JSON pointer (RFC 6901); a JSON pointer begins with '/'.";

    // A request can use only the values that were extracted before it.
    private static IEnumerable<(string, string)> OfOrder(SessionTokenAuth method)
    {
        var later = method.SignIn
            .SelectMany(request => request.ExtractedValues)
            .Select(extracted => extracted.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (index, request) in method.SignIn.Index())
        {
            foreach (var use in SessionRequests.Templates($"/signIn/{index}", request))
            {
                if (!TextExpression.TryParse(use.Text, out var expression, out _)) continue;
                foreach (var name in expression.Names.Where(later.Contains))
                {
                    yield return (use.Pointer, $"The expression uses '{name}', which is extracted only later.");
                }
            }

            later.ExceptWith(request.ExtractedValues.Select(extracted => extracted.Name));
        }
    }
}
