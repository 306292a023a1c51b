using System.Text.RegularExpressions;
using System.Xml.XPath;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>Says what is wrong with a method beyond its templates.</summary>
internal static class SessionTokenProblems
{
    public static IEnumerable<(string Pointer, string Message)> Of(SessionTokenAuth method) =>
        [.. OfMethod(method), .. OfLifetime(method), .. SessionAssertions.Problems(method), .. SessionRequests.All(method).SelectMany(placed => OfRequest(placed.Pointer, placed.Request)), .. OfOrder(method)];

    /// <summary>What is wrong with requests that stand elsewhere.</summary>
    public static IEnumerable<(string Pointer, string Message)> OfRequests(string pointer, IReadOnlyList<SessionRequest> requests) =>
        requests.SelectMany((request, index) => OfRequest($"{pointer}/{index}", request));

    private static IEnumerable<(string, string)> OfMethod(SessionTokenAuth method)
    {
        if (method.SignIn.Count == 0) yield return ("/signIn", "A session needs at least one request that signs in.");
        if (method.Placements.Count == 0) yield return ("/placements", "A session needs at least one place to go.");
        if (method.RenewalMargin < TimeSpan.Zero) yield return ("/renewalMargin", "A margin cannot be negative.");
        foreach (var (index, placement) in method.Placements.Index())
        {
            if (PlacementAuthenticators.NameProblem(placement) is { } problem) yield return ($"/placements/{index}/name", problem);
        }

        var fields = method.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var pick in SessionRequests.Picks(method).Where(pick => fields.Contains(pick.Name)).DistinctBy(pick => pick.Name, StringComparer.Ordinal))
        {
            yield return ("/fields", $"'{pick.Name}' is a field as well as a picked value; give one of them another name.");
        }
    }

    private static IEnumerable<(string, string)> OfLifetime(SessionTokenAuth method)
    {
        if (method.Lifetime is not { } lifetime) yield break;
        if (lifetime.Fixed is null && lifetime.Picked is null) yield return ("/lifetime", "A lifetime is fixed, or picked, or both; leave it out when sessions do not end.");
        if (lifetime.Fixed <= TimeSpan.Zero) yield return ("/lifetime/fixed", "A lifetime must be longer than nothing; leave it out when sessions do not end.");
        if (lifetime.Picked is { } name && SessionRequests.Picks(method).All(pick => pick.Name != name)) yield return ("/lifetime/picked", $"No request picks a value named '{name}'.");
    }

    private static IEnumerable<(string, string)> OfRequest(string pointer, SessionRequest request)
    {
        if (!HttpTokens.IsToken(request.Method)) yield return ($"{pointer}/method", $"'{request.Method}' is not an HTTP method.");
        foreach (var name in request.Headers.Keys.Where(name => !HttpTokens.IsToken(name))) yield return (JsonPointer.Append($"{pointer}/headers", name), $"'{name}' cannot be the name of a header.");
        if (request.Body is { } body && new object?[] { body.Json, body.Form, body.Xml, body.Text }.Count(form => form is not null) != 1)
        {
            yield return ($"{pointer}/body", "A body is one of json, form, xml and text.");
        }

        if (request.Success.Field is { } field && !JsonPointer.IsValid(field)) yield return ($"{pointer}/success/field", $"'{field}' is not a JSON pointer; it begins with '/'.");
        foreach (var (index, pick) in request.Picks.Index())
        {
            if (OfPick(pick) is { } problem) yield return ($"{pointer}/picks/{index}/at", problem);
            foreach (var (where, message) in OfList(pick)) yield return ($"{pointer}/picks/{index}{where}", message);
        }
    }

    private static IEnumerable<(string, string)> OfList(PickedValue pick)
    {
        if (pick.List is { } list && (pick.From != PickedValueSource.Json || !JsonPointer.IsValid(list))) yield return ("/list", "A list is a JSON pointer to an array; it begins with '/' or is empty, and the value is picked from JSON.");
        if (pick.List is null && pick.Where.Count > 0) yield return ("/where", "The conditions are those of an item of a list; say which list.");
        foreach (var at in pick.Where.Keys.Where(at => !JsonPointer.IsValid(at))) yield return (JsonPointer.Append("/where", at), $"'{at}' is not a JSON pointer; it begins with '/'.");
    }

    private static string? OfPick(PickedValue pick)
    {
        try
        {
            if (pick.Pattern is { } whole) _ = Regex.IsMatch("", whole, ValuePicker.PatternOptions, ValuePicker.PatternTimeout);
            switch (pick.From)
            {
                case PickedValueSource.Json when !JsonPointer.IsValid(pick.At):
                    return $"'{pick.At}' is not a JSON pointer (RFC 6901); it begins with '/'.";
                case PickedValueSource.Header or PickedValueSource.Cookie when !HttpTokens.IsToken(pick.At):
                    return $"'{pick.At}' cannot be the name of a header or cookie.";
                case PickedValueSource.Xml:
                    XPathExpression.Compile(pick.At);
                    return null;
                case PickedValueSource.Pattern:
                    _ = Regex.IsMatch("", pick.At, ValuePicker.PatternOptions, ValuePicker.PatternTimeout);
                    return pick.At.Length == 0 ? "The pattern is empty." : null;
                default:
                    return null;
            }
        }
        catch (Exception exception) when (exception is XPathException or ArgumentException)
        {
            return $"It cannot be read: {exception.Message}";
        }
    }

    // A request can use what was picked before it, not what comes later.
    private static IEnumerable<(string, string)> OfOrder(SessionTokenAuth method)
    {
        var later = method.SignIn.SelectMany(request => request.Picks).Select(pick => pick.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, request) in method.SignIn.Index())
        {
            foreach (var use in SessionRequests.Templates($"/signIn/{index}", request))
            {
                if (!TextTemplate.TryParse(use.Text, out var template, out _)) continue;
                foreach (var name in template.Names.Where(later.Contains)) yield return (use.Pointer, $"The template uses '{name}', which is picked only later.");
            }

            later.ExceptWith(request.Picks.Select(pick => pick.Name));
        }
    }
}
