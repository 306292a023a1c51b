namespace Versori.Connectors.Testing;

/// <content>Conversations to store.</content>
internal static partial class Samples
{
    /// <summary>Returns a conversation; a higher number was created later.</summary>
    public static Conversation Conversation(int number) => new()
    {
        Id = new(Fixed(Guid.CreateVersion7(Now.AddMinutes(number)), number)),
        Owner = Owner.User("ada"),
        Title = "Ünïcode 🛒",
        Integration = "mirror",
        Systems =
        [
            new()
            {
                Draft = new()
                {
                    TemplateName = "shop",
                    Definition = Definition(Shop),
                    Endpoints = ["orders/list"],
                    Choices = [Planned("orders/list")],
                    Suggestions = [Planned("orders/get")],
                    Sharing = TemplateSharing.PerOwner,
                    OpenQuestions =
                    [
                        new() { Id = "server", Text = "Which?", Options = ["a", "b"], State = QuestionState.Ignored },
                    ],
                },
                SourceKey = "a",
                CatalogKey = "b",
                CatalogVersion = 3,
            },
        ],
        Turns =
        [
            new()
            {
                Mode = ConversationMode.Change,
                Message = "Also list refunds\nand \"quotes\"",
                Attachments = [new() { Name = "notes.txt", Text = "text", System = "shop" }],
                Response = "Done.",
                Proposals = ["p1"],
                Outcome = ConversationOutcome.Limited,
                Warnings = ["A limit."],
                Usage = new()
                {
                    Turns = 2,
                    ToolCalls = 3,
                    FirstInputTokens = 4,
                    InputTokens = 5,
                    OutputTokens = 6,
                    TokensAreEstimated = true,
                    Duration = TimeSpan.FromSeconds(1.5),
                },
                SentAt = Now,
            },
        ],
        Proposals =
        [
            new()
            {
                Id = "p1",
                System = "shop",
                Edit = new()
                {
                    Kind = DraftEditKind.AddEndpoints,
                    Subject = "subject",
                    Values = ["refunds/list"],
                    Overlay = JsonFragment.Parse("""{"overlay":null}"""),
                },
                Summary = "Adds refunds/list.",
                Reason = "It lists refunds.",
                Diff = DefinitionDiff.Between(Definition(Shop), Definition(Shop, "Other")),
                Warnings = ["It writes."],
                RequiresConfirmation = true,
                IsModelChoice = true,
                State = ProposalState.Applied,
                AppliedAs = 1,
                Undo = JsonFragment.Parse("""{"undo":[1,null]}"""),
            },
        ],
        CreatedAt = Now,
        UpdatedAt = Now.AddSeconds(1),
    };

    public static ConversationSource Source(string key, string title = "Shop") => new()
    {
        Key = key,
        Definition = Definition(Shop, title),
        OpenPoints = JsonFragment.Parse("""{"otherServers":["https://b.example"]}"""),
    };

    private static PlannedEndpoint Planned(string id) => new()
    {
        EndpointId = id,
        Method = "GET",
        Path = "/orders",
        Score = 0.5,
        Reason = "Words match.",
        RequiresConfirmation = true,
        IsModelChoice = true,
        IsExisting = true,
    };

    // The time, which orders the ids, and a number in place of the random part.
    private static Guid Fixed(Guid id, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[7..].Clear();
        bytes[6] = 0x70;
        bytes[8] = 0x80;
        bytes[15] = (byte)number;
        return new(bytes, bigEndian: true);
    }
}
