namespace Versori.Connectors.Connecting;

/// <summary>
/// Creates the error for a template that does not exist. It names similar templates of the same integration, because
/// the name in the code may be mistyped.
/// </summary>
internal static class MissingTemplate
{
    /// <summary>How many templates are read for the message. An integration usually has few.</summary>
    private const int MaximumRead = 50;

    private const int MaximumSuggested = 3;

    public static async ValueTask<ConnectorException> CreateErrorAsync(
        ITemplateStore templates, TemplateId id, CancellationToken cancellationToken)
    {
        var nearest = await FindNearestAsync(templates, id, cancellationToken).ConfigureAwait(false);
        var remedy = nearest.Length > 0
            ? $"The nearest are {string.Join(", ", nearest)}."
            : "Link one, or apply the integration's plan.";
        return new(new ConnectorError
        {
            Code = ConnectorErrorCode.NotFound,
            Message = $"There is no connection template '{id}'. {remedy}",
            Location = id.ToString(),
            Related = nearest,
        });
    }

    private static async ValueTask<string[]> FindNearestAsync(
        ITemplateStore templates, TemplateId id, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var filter = new TemplateFilter { Integration = id.Integration };
        await foreach (var other in templates.ListAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            names.Add(other.Id.Name);
            if (names.Count == MaximumRead) break;
        }

        return
        [
            .. NearestNames.Of(id.Name, names)
                .Take(MaximumSuggested)
                .Select(name => new TemplateId(id.Integration, name).ToString()),
        ];
    }
}
