using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>Checks and writes the body of a request.</summary>
/// <param name="binder">The binder, which knows the media type and the names of the fields.</param>
/// <param name="checks">The checks; <see langword="null"/> to write the body as it is.</param>
internal readonly struct BodyBuilder(ArgumentBinder binder, ArgumentChecks? checks)
{
    /// <summary>Returns the content, or <see langword="null"/> if there is none or if it has errors.</summary>
    public HttpContent? Create(BoundArguments bound, List<ConnectorError> errors)
    {
        if (binder.Body is null) return null;
        var argument = bound.Body ?? (bound.HasFields ? bound.Fields : null);
        if (binder.Body is not { } content) return null;
        if (content.Envelope is not null) argument ??= bound.Fields;
        if (argument is null) return null;
        if (TryWritePlain(content, argument) is { } plain) return plain;
        argument = OwnJson.Open(argument)!;
        var before = errors.Count;
        JsonNode? node = null;
        string? problem = null;
        if (!ArgumentConverter.IsContent(argument))
        {
            node = content.ToNode(argument, ref problem);
            if (problem is null) Check(content, argument, node, isWhole: bound.Body is not null, errors);
        }

        if (problem is null && errors.Count > before) return null;
        HttpContent? written = null;
        if (problem is null)
        {
            written = content.Envelope is { } envelope
                ? envelope.Write(argument, node, content.View, ref problem)
                : RequestBodyWriter.Write(content, argument, node, ref problem);
        }

        if (problem is not null) errors.Add(ArgumentBinder.Invalid(ArgumentBinder.BodyName, problem));
        return written;
    }

    // The common case: JSON that is certainly valid, which is written in one pass. Everything else takes the longer
    // way, which finds all problems.
    private HttpContent? TryWritePlain(BodyContent content, object argument)
    {
        if (content.Kind != MediaKind.Json || content.Envelope is not null) return null;
        var schema = checks is not null && content.Schema is { } declared ? checks.PlainOf(declared) : null;
        return PlainBody.TryWrite(argument, schema) is { } bytes ? RequestBodyWriter.Json(bytes, content) : null;
    }

    private void Check(
        BodyContent content, object argument, JsonNode? node, bool isWhole, List<ConnectorError> errors)
    {
        if (!isWhole && node is JsonObject fields)
        {
            foreach (var (name, value) in fields)
                ArgumentCheck.AddTextProblems(value, binder.NameOfField(name), errors);
        }
        else if (node is not null)
        {
            ArgumentCheck.AddTextProblems(node, ArgumentBinder.BodyName, errors);
        }

        if (checks is null) return;
        if (content.Kind is MediaKind.Json || node is not null)
            checks.CheckBody(content, node, content.Files(argument), isWhole ? null : binder.NameOfField, errors);
    }
}
