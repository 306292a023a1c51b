using Versori.Connectors.Invocation;

namespace Versori.Connectors.Connecting;

/// <summary>Says that a template is not there, and which of the same integration are: the name in the code may be mistyped.</summary>
internal static class MissingTemplate
{
    // Read for a message only: an integration has few templates, and who has many is helped by some of them.
    private const int MostRead = 50, MostSuggested = 3;

    public static async ValueTask<ConnectorException> OfAsync(ITemplateStore templates, TemplateId id, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var other in templates.ListAsync(new() { Integration = id.Integration }, cancellationToken).ConfigureAwait(false))
        {
            names.Add(other.Id.Name);
            if (names.Count == MostRead) break;
        }

        var nearest = NearestNames.Of(id.Name, names).Take(MostSuggested).Select(name => new TemplateId(id.Integration, name).ToString()).ToArray();
        return new(new ConnectorError
        {
            Code = ConnectorErrorCode.NotFound,
            Message = $"There is no connection template '{id}'. "
                + (nearest.Length > 0 ? $"The nearest are {string.Join(", ", nearest)}." : "Link one, or apply the integration's plan."),
            Location = id.ToString(),
            Related = nearest,
        });
    }
}
