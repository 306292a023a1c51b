using System.Globalization;
using Versori.Connectors.Authentication;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Invocation;

/// <summary>The parsed form of <see cref="EndpointPaging"/>.</summary>
internal sealed class PagingRule
{
    private PagingRule(EndpointPaging paging)
    {
        Found = PagingPlace.TryParse(paging.Found)!.Value;
        Goes = PagingPlace.TryParse(paging.Goes)!.Value;
        Size = paging.Size is { } size ? PagingPlace.TryParse(size) : null;
        More = paging.More is { } more ? PagingPlace.TryParse(more) : null;
        Paging = paging;
    }

    public EndpointPaging Paging { get; }

    public PagingPlace Found { get; }

    public PagingPlace Goes { get; }

    public PagingPlace? Size { get; }

    public PagingPlace? More { get; }

    public string? Items => Paging.Items;

    public string? Start => Paging.Start;

    /// <summary>Whether positions are numbers that are computed, and not found in responses.</summary>
    public bool IsCounted => Found.Kind is PagingPlaceKind.Count or PagingPlaceKind.Page;

    /// <summary>Parses a paging.</summary>
    /// <exception cref="ConnectorException">A text of it is not valid.</exception>
    public static PagingRule Of(EndpointPaging paging, string endpointId)
    {
        if (Problems(paging).FirstOrDefault() is not { Message: { } message } problem) return new(paging);
        throw PagingErrors.Create(ConnectorErrorCode.InvalidDefinition, endpointId, message, problem.Pointer);
    }

    /// <summary>The problems of a paging, each with the pointer of its member.</summary>
    public static IEnumerable<(string Pointer, string Message)> Problems(EndpointPaging paging)
    {
        var found = Check(
            paging.Found,
            "/found",
            [
                PagingPlaceKind.Body, PagingPlaceKind.Link, PagingPlaceKind.Links, PagingPlaceKind.Header,
                PagingPlaceKind.Last, PagingPlaceKind.Count, PagingPlaceKind.Page,
            ],
            out var foundProblem);
        if (foundProblem is not null) yield return ("/found", foundProblem);
        var goes = Check(
            paging.Goes,
            "/goes",
            [PagingPlaceKind.Url, PagingPlaceKind.Query, PagingPlaceKind.Header, PagingPlaceKind.Body],
            out var goesProblem);
        if (goesProblem is not null) yield return ("/goes", goesProblem);
        if (goes?.Kind == PagingPlaceKind.Url
            && found?.Kind is PagingPlaceKind.Count or PagingPlaceKind.Page or PagingPlaceKind.Last)
        {
            yield return ("/goes", $"A position that is found by '{paging.Found}' is not a URL.");
        }

        PagingPlaceKind[] parts = [PagingPlaceKind.Query, PagingPlaceKind.Header, PagingPlaceKind.Body];
        if (paging.Size is { } size && Check(size, "/size", parts, out var sizeProblem) is null)
            yield return ("/size", sizeProblem!);
        if (paging.More is { } more && Check(more, "/more", parts[1..], out var moreProblem) is null)
            yield return ("/more", moreProblem!);
        if (paging.Items is { } items && !JsonPointer.IsValid(items))
            yield return ("/items", $"'{items}' is not a JSON pointer. A pointer is empty or begins with a slash.");
        if (paging.MaximumSize < 1) yield return ("/maximumSize", "A page has at least one item.");
        var isCounted = found?.Kind is PagingPlaceKind.Count or PagingPlaceKind.Page;
        if (isCounted && paging.Start is { } start && TryNumber(start) is null)
            yield return ("/start", $"'{start}' is not a number that pages can be counted from.");
    }

    /// <summary>A position that is a number; <see langword="null"/> for any other text.</summary>
    public static long? TryNumber(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= 0
            ? number
            : null;

    private static PagingPlace? Check(string text, string pointer, PagingPlaceKind[] allowed, out string? problem)
    {
        problem = null;
        var place = PagingPlace.TryParse(text);
        if (place is null || !allowed.Contains(place.Value.Kind))
        {
            var kinds = string.Join(", ", allowed.Select(kind => $"'{new PagingPlace(kind, "")}'"));
            problem = $"'{text}' is not one of the kinds that {pointer[1..]} can have: {kinds}.";
            return null;
        }

        problem = place.Value switch
        {
            { Kind: PagingPlaceKind.Body, Name: "" } when pointer != "/found" => "The pointer is empty.",
            { IsPointer: true, Name: var name } when !JsonPointer.IsValid(name) =>
                $"'{name}' is not a JSON pointer. A pointer is empty or begins with a slash.",
            { Kind: PagingPlaceKind.Header, Name: var name } when !HttpTokenSyntax.IsToken(name) =>
                $"'{name}' cannot be the name of a header.",
            { Kind: PagingPlaceKind.Query or PagingPlaceKind.Link, Name: "" } => $"'{text}' needs a name.",
            _ => null,
        };
        return problem is null ? place : null;
    }
}
