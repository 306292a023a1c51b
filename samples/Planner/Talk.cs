using Versori.Connectors;
using Versori.Connectors.Generation;

namespace PlannerSample;

/// <summary>Runs the lines of a conversation: messages, and commands that begin with a slash.</summary>
internal sealed class Talk(IConnectorChat chat, Conversation conversation)
{
    public const string Commands = """
        text                    a message in the current mode
        /plan, /change, /ask    changes the mode; with a text, also sends it
        /apply N|all            applies proposals; /refuse N|all refuses them; /undo undoes the last applied one
        /decide QUESTION CHOICE decides an open question of a draft
        /attach FILE TEXT       sends a message with a file
        /show                   prints the drafts and the proposals that wait
        /save FILE              writes the definition of each draft; {name} is replaced
        /quit                   ends
        """;

    private ConversationMode _mode;
    private Conversation _conversation = conversation;

    /// <summary>Runs a line. Returns whether the conversation goes on.</summary>
    public async Task<bool> RunAsync(string line, CancellationToken cancellationToken)
    {
        var (command, rest) = Split(line.Trim());
        switch (command)
        {
            case "":
                break;
            case "/quit":
                return false;
            case "/help":
                Console.WriteLine(Commands);
                break;
            case "/plan" or "/change" or "/ask":
                _mode = Enum.Parse<ConversationMode>(command[1..], ignoreCase: true);
                if (rest.Length > 0) await SendAsync(rest, [], cancellationToken);
                break;
            case "/attach":
                var (file, text) = Split(rest);
                var content = await File.ReadAllTextAsync(file, cancellationToken);
                await SendAsync(text, [new(Path.GetFileName(file), content)], cancellationToken);
                break;
            case "/show":
                Printing.Drafts(_conversation);
                Printing.Waiting(_conversation);
                break;
            case "/apply":
                await EachAsync(rest, id => chat.ApplyAsync(
                    _conversation.Id, _conversation.Owner, id, cancellationToken: cancellationToken));
                break;
            case "/refuse":
                await EachAsync(rest, id => chat.RefuseAsync(
                    _conversation.Id, _conversation.Owner, id, cancellationToken: cancellationToken));
                break;
            case "/undo":
                _conversation = await chat.UndoAsync(
                    _conversation.Id, _conversation.Owner, cancellationToken: cancellationToken);
                break;
            case "/decide":
                await DecideAsync(rest, cancellationToken);
                break;
            case "/save":
                await SaveAsync(rest, cancellationToken);
                break;
            case ['/', ..]:
                Console.WriteLine($"There is no command '{command}'.\n{Commands}");
                break;
            default:
                await SendAsync(line, [], cancellationToken);
                break;
        }

        return true;
    }

    private async Task SendAsync(
        string text, IReadOnlyList<MessageAttachment> attachments, CancellationToken cancellationToken)
    {
        var message = new ConversationMessage { Text = text, Mode = _mode, Attachments = attachments };
        var number = _conversation.Proposals.Count;
        await foreach (var update in chat.SendAsync(
            _conversation.Id, _conversation.Owner, message, cancellationToken))
        {
            switch (update)
            {
                case ConversationText part:
                    Console.Write(part.Text);
                    break;
                case ConversationActivity activity:
                    Console.WriteLine($"  ({activity.Name}: {activity.Detail})");
                    break;
                case ConversationProposed proposed:
                    Printing.Proposal(++number, proposed.Proposal);
                    break;
                case ConversationQuestion asked:
                    Console.WriteLine($"  ? {asked.Question.Text} (/decide {asked.Question.Id} …)");
                    break;
                case ConversationDone done:
                    Console.WriteLine();
                    Printing.End(done.Turn);
                    _conversation = done.Conversation;
                    break;
            }
        }
    }

    private async Task EachAsync(string which, Func<string, Task<Conversation>> decide)
    {
        var waiting = _conversation.Proposals.Index()
            .Where(item => item.Item.State is ProposalState.Proposed or ProposalState.Undone)
            .Where(item => which == "all" ? item.Item.State == ProposalState.Proposed : which == $"{item.Index + 1}")
            .Select(item => item.Item)
            .ToList();
        if (waiting.Count == 0) Console.WriteLine("No such proposal waits.");
        foreach (var proposal in waiting)
        {
            if (_conversation.FindProposal(proposal.Id)!.State == ProposalState.Outdated) continue;
            _conversation = await decide(proposal.Id);
            Console.WriteLine($"  {_conversation.FindProposal(proposal.Id)!.State}: {proposal.Summary}");
        }
    }

    private async Task DecideAsync(string rest, CancellationToken cancellationToken)
    {
        var (id, choice) = Split(rest);
        var system = _conversation.Systems.FirstOrDefault(other =>
            other.Draft.OpenQuestions.Any(question => question.Id == id));
        if (system is null)
        {
            Console.WriteLine($"There is no question '{id}'. /show lists them.");
            return;
        }

        _conversation = await chat.DecideAsync(
            _conversation.Id,
            _conversation.Owner,
            system.Name,
            id,
            choice.Length == 0 ? null : choice,
            cancellationToken);
    }

    private async Task SaveAsync(string file, CancellationToken cancellationToken)
    {
        foreach (var system in _conversation.Systems.Where(system => system.Draft.Endpoints.Count > 0))
        {
            var path = file.Replace("{name}", system.Name, StringComparison.Ordinal);
            await File.WriteAllTextAsync(path, system.Draft.Definition.ToJson(), cancellationToken);
            Console.WriteLine($"  {path}: {system.Draft.Endpoints.Count} endpoints");
        }
    }

    private static (string First, string Others) Split(string line)
    {
        if (line.Length == 0) return ("", "");
        var end = line.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? (line, "") : (line[..end], line[(end + 1)..].Trim());
    }
}
