using System.Collections;
using System.Text.Json.Nodes;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Invocation;

/// <summary>
/// Chooses the media type of a body: the one that the call names, else one that can carry the arguments, else the
/// definition's first.
/// </summary>
internal static class BodyChoice
{
    public const string Location = "contentType";

    /// <summary>Returns the content; <see langword="null"/> and an error if the endpoint does not accept it.</summary>
    public static BodyContent? Choose(
        BodyContent[] contents, EndpointArguments arguments, string? requested, List<ConnectorError> errors)
    {
        if (requested is not null) return Requested(contents, requested, errors);

        // A file fits in a multipart body only.
        if (contents.Length == 1 || contents[0].Kind == MediaKind.Multipart) return contents[0];
        var hasFile = arguments.Any(argument => argument.Key != ArgumentBinder.BodyName
            && IsFile(argument.Key, argument.Value, contents[0]));
        if (hasFile)
            return Array.Find(contents, content => content.Kind == MediaKind.Multipart) ?? contents[0];
        return contents[0];
    }

    // Bytes are base64 text in JSON, if it has a property of that name.
    private static bool IsFile(string name, object? value, BodyContent standard) => value switch
    {
        byte[] or ReadOnlyMemory<byte> => standard.View?.Property(name) is null,
        IEnumerable items and not (string or JsonNode) =>
            items.Cast<object?>().Any(item => IsFile(name, item, standard)),
        _ => ArgumentConverter.IsContent(value),
    };

    private static BodyContent? Requested(BodyContent[] contents, string requested, List<ConnectorError> errors)
    {
        var isRange = requested.Contains('*', StringComparison.Ordinal);
        if (PositionEncoder.HeaderProblem(requested) is { } problem)
        {
            errors.Add(ArgumentBinder.Invalid(Location, problem));
            return null;
        }

        var exact = Array.Find(contents, content => MediaType.Essence(content.ContentType)
            == MediaType.Essence(requested));
        var found = exact ?? Array.Find(contents, content => MediaType.Matches(content.ContentType, requested));
        if (found is not null && !isRange) return found.As(requested);
        var accepted = string.Join(", ", contents.Select(content => content.ContentType));
        errors.Add(ArgumentBinder.Invalid(
            Location, $"The endpoint does not accept a body of this media type. It accepts: {accepted}.")
            with
        { Related = [.. contents.Select(content => content.ContentType)] });
        return null;
    }
}
