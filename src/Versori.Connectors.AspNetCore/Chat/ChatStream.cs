using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Versori.Connectors.AspNetCore.Problems;
using Versori.Connectors.AspNetCore.Texts;

namespace Versori.Connectors.AspNetCore.Chat;

/// <summary>
/// Sends the parts of a response as they arrive, one JSON object a line. If the browser leaves, the message is saved
/// with what had arrived.
/// </summary>
internal sealed class ChatStream(IAsyncEnumerator<ConversationUpdate> updates, bool hasFirst, ConnectTexts texts)
    : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        await using var parts = updates.ConfigureAwait(false);
        var response = httpContext.Response;
        response.ContentType = "application/x-ndjson; charset=utf-8";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            for (var has = hasFirst; has; has = await updates.MoveNextAsync().ConfigureAwait(false))
            {
                if (PartOf(updates.Current) is { } part) await SendAsync(httpContext, part).ConfigureAwait(false);
            }
        }
        catch (ConnectorException exception)
        {
            await SendAsync(httpContext, new("failed", texts[ProblemWriter.CodeText(exception.Code)]))
                .ConfigureAwait(false);
        }
        catch (ConnectorStoreException)
        {
            await SendAsync(httpContext, new("failed", texts["problem.store"])).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The browser has left; the engine has saved what arrived.
        }
    }

    private static ChatStreamPart? PartOf(ConversationUpdate update) => update switch
    {
        ConversationText text => new("text", text.Text),
        ConversationActivity activity => new("activity", $"{activity.Name}: {activity.Detail}"),
        ConversationProposed proposed => new("activity", proposed.Proposal.Summary),
        ConversationQuestion asked => new("activity", asked.Question.Text),
        ConversationDone => new("done", ""),
        _ => null,
    };

    private static async Task SendAsync(HttpContext http, ChatStreamPart part)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(part, ChatStreamJson.Default.ChatStreamPart);
        await http.Response.Body.WriteAsync((byte[])[.. line, (byte)'\n'], http.RequestAborted).ConfigureAwait(false);
        await http.Response.Body.FlushAsync(http.RequestAborted).ConfigureAwait(false);
    }
}
